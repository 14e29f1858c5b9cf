using ClientVitals.Access;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.CallPatterns.Answers;
using ClientVitals.CallPatterns.BackTests;
using ClientVitals.CallPatterns.Dropout;
using ClientVitals.CallPatterns.Lists;
using ClientVitals.CallPatterns.Model;
using ClientVitals.Database;
using ClientVitals.Interventions;
using ClientVitals.People;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Rooms.CallPatterns;

/// <summary>Call patterns: who broke them, why, what people answered; analysing again; what each rule would have been worth.</summary>
internal static class PatternRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var patterns = api.MapGroup("/call-patterns");
        patterns.MapGet("/breaks", BreaksAsync).Needs(KeyScope.Read).ShowsJudgements().WithSummary("The morning list, one page: clients who rang and nobody answered, then those with a break or below usual, worst first.");
        patterns.MapGet("/never-got-going", NeverGotGoingAsync).Needs(KeyScope.Read).ShowsJudgements().WithSummary("Clients who called a few times at the beginning and then no more, by name, one page.");
        patterns.MapGet("/together", TogetherAsync).Needs(KeyScope.Read).ShowsJudgements().WithSummary("How many are held back from the list because many fell silent on the same days, and since when.");
        patterns.MapPost("/together/pause", PauseTogetherAsync).Needs(KeyScope.PeopleWrite).ShowsJudgements().WithSummary("Pauses those who fell silent on the same days, from the first of them on.");
        patterns.MapDelete("/together/pause/{pause:long}", TakeBackTogetherAsync).Needs(KeyScope.PeopleWrite).ShowsJudgements().WithSummary("Takes back the pauses that were entered together, by the number that pausing answered with (undo).");
        patterns.MapGet("/last", LastAsync).Needs(KeyScope.Read).ShowsJudgements().WithSummary("When the book was last analysed, how many were judged, and whether a later run failed.");
        patterns.MapGet("/clients/{id:guid}", EvidenceAsync).Needs(KeyScope.Read).ShowsJudgements().WithSummary("The last analysis of one client, with the evidence.");
        patterns.MapGet("/clients/{id:guid}/history", HistoryAsync).Needs(KeyScope.Read).ShowsJudgements().WithSummary("The analyses of one client, newest first.");
        patterns.MapPost("/clients/{id:guid}/answer", AnswerAsync).Needs(KeyScope.PeopleWrite).ShowsJudgements().WithSummary("Answers a client's open episode: called, away, fine or left.");
        patterns.MapDelete("/answers/{id:long}", TakeBackAsync).Needs(KeyScope.PeopleWrite).ShowsJudgements().WithSummary("Takes an answer back and undoes what it changed.");
        patterns.MapPost("/analyze", AnalyzeAsync).Needs(KeyScope.Analyse).IsLongWork().WithSummary("Judges every client as of now, or as of a past moment for the history only.");
        patterns.MapPost("/back-test", BackTestAsync).Needs(KeyScope.Analyse).IsLongWork().WithSummary("Compares the four rules on the book's own history.");
    }

    /// <param name="Until">away: first day back; null = not known.</param>
    internal sealed record NewAnswer(PatternAnswer Answer, DateOnly? Until, string? Note);

    /// <param name="AsOf">A past moment, for the history only; null = now.</param>
    internal sealed record WhatToAnalyze(DateTimeOffset? AsOf, PatternRule? Rule, string? ClientEmail);

    /// <param name="Until">First day back.</param>
    internal sealed record PauseUntil(DateOnly Until);

    internal sealed record BackTestOf(DateOnly? From, DateOnly? To, int? Plantings, long? Seed, int? Resamples);

    private static async Task<Ok<Page<ListedBreak>>> BreaksAsync(
        HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct,
        string? status = null, string? coach = null, int days = 7, int size = 50, string? after = null)
    {
        var caller = http.Caller();
        // A coach sees their own book whatever is asked; named, its page is read along its own index.
        if (caller is { Role: AppRole.Coach, StaffId: not null })
            coach ??= ClientScope.CoachName(caller);
        var which = new BreaksPage.Which(status is null ? null : Status(status), coach, days);
        return TypedResults.Ok(await BreaksPage.ReadAsync(database, caller.ToIdentity(), which, size, after, clock.GetUtcNow(), ct));
    }

    private static async Task<Ok<Page<RosterClient>>> NeverGotGoingAsync(
        HttpContext http, VitalsDatabase database, CancellationToken ct, string? coach = null, int size = 50, string? after = null)
    {
        var caller = http.Caller();
        if (caller is { Role: AppRole.Coach, StaffId: not null })
            coach ??= ClientScope.CoachName(caller);
        return TypedResults.Ok(await PatternRoster.ReadAsync(database, caller.ToIdentity(), new(PatternRoster.NeverGotGoing, coach), size, after, ct));
    }

    private static async Task<Ok<ClientsTogether>> TogetherAsync(HttpContext http, VitalsDatabase database, CancellationToken ct) =>
        TypedResults.Ok(await ClientsTogether.ReadAsync(database, http.Caller().ToIdentity(), ct));

    private static async Task<Ok<PauseTogether.Paused>> PauseTogetherAsync(PauseUntil body, HttpContext http, CancellationToken ct)
    {
        DateLimits.Check((DateOnly?)body.Until, "until");
        return TypedResults.Ok(await http.DoAsync(new PauseTogether(body.Until), ct));
    }

    /// <param name="Clients">How many are no longer paused.</param>
    internal sealed record PausesBack(int Clients);

    private static async Task<Ok<PausesBack>> TakeBackTogetherAsync(long pause, HttpContext http, CancellationToken ct) =>
        TypedResults.Ok(new PausesBack(await http.DoAsync(new TakeBackPauses(pause), ct)));

    private static PatternStatus Status(string word) => Enum.GetValues<PatternStatus>().Where(status => status.Word() == word).Cast<PatternStatus?>().FirstOrDefault()
        ?? throw new PlainError($"The status must be one of {string.Join(", ", Enum.GetValues<PatternStatus>().Select(status => status.Word()))}, not \"{word}\".");

    private static async Task<Ok<LastAnalysis>> LastAsync(HttpContext http, VitalsDatabase database, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(http.Caller().ToIdentity(), ct);
        return TypedResults.Ok(await LastAnalysis.ReadAsync(db, ct));
    }

    private static async Task<Results<Ok<PatternEvidence>, ProblemHttpResult>> EvidenceAsync(
        Guid id, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct)
    {
        var who = http.Caller().ToIdentity();
        if (await PatternEvidence.OfAsync(database, who, id, ct) is not { } found)
            return ClientScope.NoSuchClient(http);
        var settings = await BusinessSettings.InForceAsync(database, ct);
        return TypedResults.Ok(found with
        {
            CountsVisits = settings.CountsVisits,
            Staying = await ClientStaying.OfAsync(database, who, id, Moment.Of(clock.GetUtcNow(), settings.Zone), settings.Zone, ct, settings.CountsVisits),
        });
    }

    private static async Task<Results<Ok<IReadOnlyList<PatternDay>>, ProblemHttpResult>> HistoryAsync(
        Guid id, HttpContext http, VitalsDatabase database, CancellationToken ct, int limit = 100)
    {
        if (!await ClientScope.SeesAsync(database, http.Caller(), id, ct))
            return ClientScope.NoSuchClient(http);
        await using var db = await database.OpenAsync(http.Caller().ToIdentity(), ct);
        return TypedResults.Ok(await PatternHistory.OfAsync(db, id, limit, ct));
    }

    private static async Task<Ok<AnswerBreak.Answered>> AnswerAsync(Guid id, NewAnswer body, HttpContext http, CancellationToken ct)
    {
        InputText.Check(body.Note);
        DateLimits.Check(body.Until, "until");
        return TypedResults.Ok(await http.DoAsync(new AnswerBreak(id, body.Answer, body.Until, body.Note), ct));
    }

    private static async Task<NoContent> TakeBackAsync(long id, HttpContext http, CancellationToken ct)
    {
        await http.DoAsync(new TakeBackAnswer(id), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<AnalysisDone>> AnalyzeAsync(
        WhatToAnalyze body, VitalsDatabase database, TimeProvider clock, CancellationToken ct)
    {
        InputText.Check(body.ClientEmail);
        DateLimits.Check(body.AsOf, "asOf");
        return TypedResults.Ok(await new AnalyzeCallPatterns(body.AsOf, body.Rule ?? PatternRule.Calibrated, body.ClientEmail)
            .RunAsync(database, clock.GetUtcNow(), "api", null, ct));
    }

    private static async Task<Results<Ok<Backtest>, ProblemHttpResult>> BackTestAsync(
        BackTestOf body, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct)
    {
        DateLimits.Check(body.From, "from");
        DateLimits.Check(body.To, "to");
        var now = clock.GetUtcNow();
        if (await RunBacktest.BeginAsync(database, now, http.Caller().Who, ct) is not { } run)
            return Problems.Of(http, StatusCodes.Status409Conflict, "A back-test is already running; try again when it has ended.");
        var test = new RunBacktest(body.From, body.To, body.Plantings ?? 8, body.Seed ?? 1, body.Resamples ?? 1000);
        return TypedResults.Ok(await test.RunAsync(database, run, now, ct));
    }
}
