using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.HealthScores.Overrides;
using ClientVitals.People;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Rooms.HealthScores;

/// <summary>Zones that are set by hand.</summary>
internal static class OverrideRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/health/overrides", ListAsync).Needs(KeyScope.Read).ShowsJudgements()
            .WithSummary("Zones set by hand that hold today, those that end first first, with what is computed beside them; the first thousand.");
        api.MapPost("/health/clients/{id:guid}/override", SetAsync).Needs(KeyScope.PeopleWrite).ShowsJudgements().ProducesProblem(404)
            .WithSummary("Sets a client's zone by hand, with a reason and a last day at most 90 days ahead.")
            .WithDescription("Give zone (RED, YELLOW, GREEN or PURPLE), or score (0 to 100): its zone follows from the scorecard in force. The computed score goes on and is what statistics count; lists show the zone that was set, marked. It ends by itself after lastDay.");
        api.MapDelete("/health/clients/{id:guid}/override/{override:long}", TakeBackAsync).Needs(KeyScope.PeopleWrite).ShowsJudgements().ProducesProblem(404)
            .WithSummary("Takes back what was set by hand: what was set before it holds again while it runs, else the computed score.");
    }

    /// <param name="LastDay">The last business day on which it holds.</param>
    internal sealed record NewOverride(string? Zone, decimal? Score, DateOnly LastDay, string? Reason);

    private static async Task<Ok<IReadOnlyList<HealthOverride>>> ListAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct)
    {
        var today = BusinessZone.Of((await BusinessSettings.InForceAsync(database, ct)).BusinessZone).DayOf(clock.GetUtcNow());
        return TypedResults.Ok(await HealthOverrides.ReadAsync(database, http.Caller().ToIdentity(), today, ct));
    }

    private static async Task<Ok<OverrideHealth.Done>> SetAsync(Guid id, NewOverride body, HttpContext http, CancellationToken ct) =>
        TypedResults.Ok(await http.DoAsync(
            async (work, stop) =>
            {
                // Whose client it is comes before what is wrong with the rest.
                await work.MustSeeClientAsync(id, stop);
                InputText.Check(body.Zone, body.Reason);
                return await new OverrideHealth(id, body.Zone, body.Score, body.LastDay, body.Reason).RunAsync(work, stop);
            },
            ct));

    private static async Task<NoContent> TakeBackAsync(Guid id, [Microsoft.AspNetCore.Mvc.FromRoute(Name = "override")] long which, HttpContext http, CancellationToken ct) =>
        await http.DoAsync(new TakeBackOverride(id, which), ct)
            ? TypedResults.NoContent()
            : throw new NotFoundException("Nothing of that number is set by hand for this client, or it was taken back already.");
}
