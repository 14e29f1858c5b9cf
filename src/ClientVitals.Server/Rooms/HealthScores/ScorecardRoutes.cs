using System.Text.Json;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.HealthScores.Lists;
using ClientVitals.HealthScores.Scorecards;
using ClientVitals.HealthScores.Versions;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Rooms.HealthScores;

/// <summary>The versions of scorecards.</summary>
internal static class ScorecardRoutes
{
    private const string NoSuch = "There is no such scorecard.";

    public static void Map(IEndpointRouteBuilder api)
    {
        var cards = api.MapGroup("/health/scorecards");
        cards.MapGet("", ListAsync).Needs(KeyScope.Read).ShowsJudgements().WithSummary("All versions of the scorecards, with who made each, who switched it on and since when it is in force.");
        cards.MapGet("/{name}", OneAsync).Needs(KeyScope.Read).ShowsJudgements().ProducesProblem(404).WithSummary("The rules of one version, as JSON that can be saved again.");
        cards.MapGet("/{name}/preview", PreviewAsync).Needs(KeyScope.Read).ShowsJudgements().ProducesProblem(404)
            .WithSummary("What a version would say of today's clients beside what is said now, from what the last scoring measured. Writes nothing.");
        cards.MapPost("", SaveAsync).Needs(KeyScope.SettingsWrite).WithSummary("Keeps a scorecard as a new version of its name. No score is made by it until it is switched on.")
            .WithDescription("definition is what GET /health/scorecards/{name} answers, changed; its version is given here. The name documented is kept.");
        cards.MapPost("/{name}/switch-on", SwitchOnAsync).Needs(KeyScope.SettingsWrite).ProducesProblem(404).WithSummary("Makes scores by this version from the next business day on.");
        cards.MapPost("/{name}/call-off", CallOffAsync).Needs(KeyScope.SettingsWrite).ProducesProblem(404).WithSummary("Takes back that a version is switched on, until it begins.");
        cards.MapDelete("/{name}", RemoveAsync).Needs(KeyScope.SettingsWrite).ProducesProblem(404).WithSummary("Deletes a version that was never switched on.");
    }

    /// <param name="Definition">The rules.</param>
    internal sealed record NewScorecard(JsonElement Definition, string? Note);

    /// <param name="From">The moment from which scores are made by it.</param>
    internal sealed record SwitchedOn(DateTimeOffset From);

    private static async Task<Ok<IReadOnlyList<KeptScorecard>>> ListAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(http.Caller().ToIdentity(), ct);
        return TypedResults.Ok(await KeptScorecards.ReadAsync(db, clock.GetUtcNow(), ct));
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> OneAsync(string name, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(http.Caller().ToIdentity(), ct);
        return await FindAsync(db, name, clock, ct) is { } card ? TypedResults.Text(ScorecardJson.Write(card), "application/json") : Problems.Of(http, 404, NoSuch);
    }

    private static async Task<Results<Ok<ScorecardPreview>, ProblemHttpResult>> PreviewAsync(string name, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(http.Caller().ToIdentity(), ct);
        return await FindAsync(db, name, clock, ct) is { } card ? TypedResults.Ok(await ScorecardPreview.OfAsync(db, card, ct)) : Problems.Of(http, 404, NoSuch);
    }

    private static async Task<Ok<SaveScorecard.Saved>> SaveAsync(NewScorecard body, HttpContext http, CancellationToken ct)
    {
        InputText.Check(body.Note);
        if (body.Definition.ValueKind != JsonValueKind.Object)
            throw new PlainError("definition must be an object: the rules of a scorecard.");
        return TypedResults.Ok(await http.DoAsync(new SaveScorecard(ScorecardJson.Read(body.Definition.GetRawText()), body.Note), ct));
    }

    private static async Task<Ok<SwitchedOn>> SwitchOnAsync(string name, HttpContext http, CancellationToken ct) =>
        TypedResults.Ok(new SwitchedOn(await http.DoAsync(new SwitchOnScorecard(name), ct)));

    private static async Task<NoContent> CallOffAsync(string name, HttpContext http, CancellationToken ct) =>
        await http.DoAsync(new CallOffScorecard(name), ct) ? TypedResults.NoContent() : throw new NotFoundException("No such scorecard is about to begin.");

    private static async Task<NoContent> RemoveAsync(string name, HttpContext http, CancellationToken ct) =>
        await http.DoAsync(new RemoveScorecard(name), ct) ? TypedResults.NoContent() : throw new NotFoundException("There is no such scorecard, or it was switched on once and stays.");

    private static async Task<Scorecard?> FindAsync(Npgsql.NpgsqlConnection db, string name, TimeProvider clock, CancellationToken ct)
    {
        InputText.Check(name);
        return (await KeptScorecards.ReadAsync(db, clock.GetUtcNow(), ct)).FirstOrDefault(one => one.Scorecard == name) is { } kept ? ScorecardJson.Read(kept.Definition) : null;
    }
}
