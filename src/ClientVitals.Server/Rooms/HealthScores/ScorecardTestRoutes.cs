using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.HealthScores.BackTests.Cards;
using ClientVitals.HealthScores.Lists;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Rooms.HealthScores;

/// <summary>Back-tests of versions of the scorecard.</summary>
internal static class ScorecardTestRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var tests = api.MapGroup("/health/scorecards/{name}/back-test");
        tests.MapGet("", ReadAsync).Needs(KeyScope.Analyse).ProducesProblem(404)
            .WithSummary("How well a version tells who falls silent on the business's own past: the last back-test asked for and the last that succeeded, each with whether it still holds.");
        tests.MapPost("", BeginAsync).Needs(KeyScope.Analyse).ProducesProblem(404).ProducesProblem(409)
            .WithSummary("Begins the back-test of a version in the background; GET the same address tells how far it is. One runs at a time.");
        tests.MapPost("/stop", StopAsync).Needs(KeyScope.Analyse).ProducesProblem(404).WithSummary("Stops the back-test of a version that is running.");
    }

    /// <param name="Last">Null = none was asked for yet.</param>
    /// <param name="Success">Null = none came to its end yet.</param>
    internal sealed record ScorecardTestStanding(ScorecardBacktestRun? Last, ScorecardBacktestRun? Success);

    /// <param name="Id">The back-test's number.</param>
    internal sealed record ScorecardTestBegun(long Id);

    private static async Task<Results<Ok<ScorecardTestStanding>, ProblemHttpResult>> ReadAsync(string name, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct)
    {
        InputText.Check(name);
        var now = clock.GetUtcNow();
        await using var db = await database.OpenAsync(http.Caller().ToIdentity(), ct);
        if ((await KeptScorecards.ReadAsync(db, now, ct)).All(one => one.Scorecard != name))
            return Problems.Of(http, 404, "There is no such scorecard.");
        var (last, success) = await ScorecardBacktestRun.LatestAsync(db, name, now, ct);
        return TypedResults.Ok(new ScorecardTestStanding(last, success));
    }

    private static async Task<Results<Accepted<ScorecardTestBegun>, ProblemHttpResult>> BeginAsync(string name, HttpContext http, CancellationToken ct) =>
        await ScorecardTestPages.BeginAsync(http, name, ct) is { } begun
            ? TypedResults.Accepted($"/api/v1/health/scorecards/{Uri.EscapeDataString(name)}/back-test", new ScorecardTestBegun(begun.Id))
            : Problems.Of(http, StatusCodes.Status409Conflict, "A back-test of a scorecard is already running; try again when it has ended.");

    private static async Task<NoContent> StopAsync(string name, HttpContext http, CancellationToken ct)
    {
        InputText.Check(name);
        return await http.DoAsync(new StopScorecardBacktest(name), ct) ? TypedResults.NoContent() : throw new NotFoundException("No back-test of such a scorecard is running.");
    }
}
