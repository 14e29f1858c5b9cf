using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.HealthScores.Lists;
using ClientVitals.HealthScores.Overrides;
using ClientVitals.HealthScores.Runs;
using ClientVitals.HealthScores.Scoring;
using ClientVitals.Server.Rooms.CallPatterns;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Rooms.HealthScores;

/// <summary>Health scores: the zones of the book, moves between them, the list, and one client's score with all that made it.</summary>
internal static class ScoreRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var health = api.MapGroup("/health");
        health.MapGet("/zones", ZonesAsync).Needs(KeyScope.Read).ShowsJudgements()
            .WithSummary("How many clients are in each zone, now and at the last scoring of each of the last eight weeks; and how many moved.")
            .WithDescription("asOf is null when nothing was scored yet; failedAt is not null when a later run failed. Counted are clients who were clients on that day. A client whose score is unknown is in no zone. shift compares the zones of clients scored on both days, a week apart, by the Stuart-Maxwell test; isFinding when chance alone shifts a book so far less than once in ten years and at least 5 of 100 clients are in other zones, net.");
        health.MapGet("/moves", MovesAsync).Needs(KeyScope.Read).ShowsJudgements()
            .WithSummary("Who moved between zones on a day, the largest change first, one page.")
            .WithDescription("Without a day, at the last scoring. direction is UP or DOWN.");
        health.MapGet("/clients", ListAsync).Needs(KeyScope.Read).ShowsJudgements()
            .WithSummary("Clients by their present score, the lowest first, one page.")
            .WithDescription("zone is RED, YELLOW, GREEN, PURPLE or UNKNOWN; trend IMPROVING, STABLE or DECLINING; risk the least probability of silence in percent; moved UP or DOWN; byHand only those whose zone is set by hand; sort risk or name. listedZone is what was set by hand, else the computed zone: by it the filter zone goes. score and zone are computed, and what statistics count.");
        health.MapGet("/clients/{id:guid}", ExplainAsync).Needs(KeyScope.Read).ShowsJudgements().ProducesProblem(404)
            .WithSummary("What makes one client's score, point by point; what changed since the score before; and what would lift it.")
            .WithDescription("Contributions add up to the score, and the lines of the change to the change. With on, the score of that day or the last one before it.");
        health.MapGet("/clients/{id:guid}/history", HistoryAsync).Needs(KeyScope.Read).ShowsJudgements()
            .WithSummary("The scores of one client, newest first.");
        health.MapGet("/calibration", CalibrationAsync).Needs(KeyScope.Read).ShowsJudgements().ProducesProblem(404)
            .WithSummary("How well the risk of silence predicted last time, by tenths of the clients.")
            .WithDescription("On the morning checkedOn each client's risk was worked out from what was known by then; 30 days later it was compared with what happened. predicted, seen, low and high are shares, 0 to 1; the interval is 90 %.");
    }

    /// <param name="Weeks">The oldest first; a week in which nothing was scored is left out.</param>
    /// <param name="Shift">Whether the zones of the whole book shifted within a week more than chance explains; null for a coach.</param>
    internal sealed record HealthZones(BookHealth Now, IReadOnlyList<ZoneWeek> Weeks, ZoneShift? Shift);

    /// <param name="Value">Null = unknown.</param>
    internal sealed record MeasuredInput(string Name, string Source, string Measure, int? Days, decimal? Value);

    /// <param name="Before">The score it is compared with; null = there was none by this scorecard.</param>
    /// <param name="Change">Null when one of the two is unknown.</param>
    /// <param name="Override">What is set by hand today; null = nothing is.</param>
    internal sealed record ExplainedHealth(
        ScoreOfDay Day, IReadOnlyList<MeasuredInput> Inputs, HealthScore Score, ScoreOfDay? Before, ScoreChange? Change, IReadOnlyList<ZoneLift> Lifts, HealthOverride? Override);

    private static async Task<Ok<HealthZones>> ZonesAsync(HttpContext http, VitalsDatabase database, ListCounts counts, TimeProvider clock, CancellationToken ct)
    {
        var caller = http.Caller();
        var today = await TodayAsync(database, clock, ct);
        return TypedResults.Ok(new HealthZones(
            await counts.OnceAsync(caller, ScoreHealth.Job, BookHealth.ReadAsync, ct),
            await counts.OnceAsync(caller, ScoreHealth.Job, (db, who, stop) => ZoneWeeks.ReadAsync(db, who, today, stop), ct),
            caller.Role == AppRole.Coach ? null : await counts.OnceAsync(caller, ScoreHealth.Job, (db, who, stop) => ZoneShift.ReadAsync(db, who, today, stop), ct)));
    }

    private static async Task<Ok<Page<ZoneMove>>> MovesAsync(
        HttpContext http, VitalsDatabase database, CancellationToken ct, DateOnly? on = null, string? direction = null, int size = 50, string? after = null)
    {
        DateLimits.Check(on, "on");
        return TypedResults.Ok(await ZoneMoves.ReadAsync(database, http.Caller().ToIdentity(), on, direction, size, after, ct));
    }

    private static async Task<Ok<Page<ScoredClient>>> ListAsync(
        HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct, string? zone = null, string? coach = null, string? segment = null,
        string? trend = null, decimal? risk = null, string? moved = null, string? sort = null, bool byHand = false, int size = 50, string? after = null)
    {
        InputText.Check(coach, segment);
        var which = new ScoredClients.Which(await TodayAsync(database, clock, ct), zone, coach, segment, trend, risk, moved, sort, byHand);
        return TypedResults.Ok(await ScoredClients.ReadAsync(database, http.Caller().ToIdentity(), which, size, after, ct));
    }

    private static async Task<Results<Ok<ExplainedHealth>, ProblemHttpResult>> ExplainAsync(
        Guid id, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct, DateOnly? on = null)
    {
        DateLimits.Check(on, "on");
        var caller = http.Caller();
        if (!await ClientScope.SeesAsync(database, caller, id, ct))
            return ClientScope.NoSuchClient(http);
        await using var db = await database.OpenAsync(caller.ToIdentity(), ct);
        if (await ExplainedScore.OfAsync(db, id, on ?? await TodayAsync(database, clock, ct), ct) is not { } explained)
            return Problems.Of(http, StatusCodes.Status404NotFound, "This client was not scored by then; scores are made by the job daily-health-scoring.");
        return TypedResults.Ok(new ExplainedHealth(
            explained.Day,
            [.. explained.Card.Inputs.Zip(explained.Day.Measured, (input, value) => new MeasuredInput(input.Name, input.Source, input.Measure, input.Days, value))],
            explained.Score, explained.Before, explained.Change, explained.Lifts,
            await HealthOverrides.OfAsync(db, id, await TodayAsync(database, clock, ct), ct)));
    }

    private static async Task<Results<Ok<IReadOnlyList<ScoreOfDay>>, ProblemHttpResult>> HistoryAsync(
        Guid id, HttpContext http, VitalsDatabase database, CancellationToken ct, int limit = 100)
    {
        if (!await ClientScope.SeesAsync(database, http.Caller(), id, ct))
            return ClientScope.NoSuchClient(http);
        await using var db = await database.OpenAsync(http.Caller().ToIdentity(), ct);
        return TypedResults.Ok(await ScoreHistory.OfAsync(db, id, DateOnly.MaxValue, limit, ct));
    }

    private static async Task<Results<Ok<RiskCalibration>, ProblemHttpResult>> CalibrationAsync(HttpContext http, VitalsDatabase database, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(http.Caller().ToIdentity(), ct);
        return await RiskCalibration.LatestAsync(db, ct) is { } found ? TypedResults.Ok(found)
            : Problems.Of(http, StatusCodes.Status404NotFound, "No risk was learned yet; the first scoring learns it from your calls.");
    }

    private static async Task<DateOnly> TodayAsync(VitalsDatabase database, TimeProvider clock, CancellationToken ct) =>
        BusinessZone.Of((await BusinessSettings.InForceAsync(database, ct)).BusinessZone).DayOf(clock.GetUtcNow());
}
