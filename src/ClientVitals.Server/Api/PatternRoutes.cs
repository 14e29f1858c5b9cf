using ClientVitals.Access;
using ClientVitals.CallPatterns;
using ClientVitals.Database;
using ClientVitals.Server.Access;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Api;

/// <summary>Call patterns: who fell out of them, why, what people answered; judging anew; what each rule would have been worth.</summary>
internal static class PatternRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var patterns = api.MapGroup("/call-patterns");
        patterns.MapGet("/breaks", BreaksAsync).Needs(KeyScope.Read).ShowsJudgements().WithSummary("Who is out of pattern now, worst first, a page at a time.");
        patterns.MapGet("/last", LastAsync).Needs(KeyScope.Read).ShowsJudgements().WithSummary("When the book was last analysed, how many were judged, and whether a later run failed.");
        patterns.MapGet("/clients/{id:guid}", EvidenceAsync).Needs(KeyScope.Read).ShowsJudgements().WithSummary("What the last analysis said of one client, with all it rests on.");
        patterns.MapGet("/clients/{id:guid}/history", HistoryAsync).Needs(KeyScope.Read).ShowsJudgements().WithSummary("What each analysis said of one client, newest first.");
        patterns.MapPost("/clients/{id:guid}/answer", AnswerAsync).Needs(KeyScope.PeopleWrite).ShowsJudgements().WithSummary("Answers a client's open episode: called, away, fine or left.");
        patterns.MapDelete("/answers/{id:long}", TakeBackAsync).Needs(KeyScope.PeopleWrite).ShowsJudgements().WithSummary("Takes an answer back, with what it had changed.");
        patterns.MapPost("/analyze", AnalyzeAsync).Needs(KeyScope.Analyse).IsLongWork().WithSummary("Judges every client as of now, or as of a past moment for the history only.");
        patterns.MapPost("/back-test", BackTestAsync).Needs(KeyScope.Analyse).IsLongWork().WithSummary("Compares the four rules on the book's own history.");
    }

    /// <param name="Until">away: first day back; null = nobody knows.</param>
    internal sealed record NewAnswer(PatternAnswer Answer, DateOnly? Until, string? Note);

    /// <param name="AsOf">A past moment, for the history only; null = now.</param>
    internal sealed record WhatToAnalyze(DateTimeOffset? AsOf, PatternRule? Rule, string? ClientEmail);

    internal sealed record BackTestOf(DateOnly? From, DateOnly? To, int? Plantings, long? Seed, int? Resamples);

    private static async Task<Ok<Page<BreaksPage>>> BreaksAsync(
        HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel,
        string? status = null, string? coach = null, int days = 7, int size = 50, string? after = null)
    {
        var caller = http.Caller();
        // A coach sees the own book whatever is asked; named, its page is read along its own index.
        if (caller is { Role: AppRole.Coach, StaffId: not null })
            coach ??= Own.CoachName(caller);
        var which = new BreaksPage.Which(status is null ? null : Status(status), coach, days);
        return TypedResults.Ok(await BreaksPage.ReadAsync(database, caller.ToActingAs(), which, size, after, clock.GetUtcNow(), cancel));
    }

    private static PatternStatus Status(string word) => Enum.GetValues<PatternStatus>().Where(status => status.Word() == word).Cast<PatternStatus?>().FirstOrDefault()
        ?? throw new PlainError($"The status is one of {string.Join(", ", Enum.GetValues<PatternStatus>().Select(status => status.Word()))}; \"{word}\" is none of them.");

    private static async Task<Ok<LastAnalysis>> LastAsync(HttpContext http, VitalsDatabase database, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(http.Caller().ToActingAs(), cancel);
        return TypedResults.Ok(await LastAnalysis.ReadAsync(db, cancel));
    }

    private static async Task<Results<Ok<PatternEvidence>, ProblemHttpResult>> EvidenceAsync(
        Guid id, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        var who = http.Caller().ToActingAs();
        if (await PatternEvidence.OfAsync(database, who, id, cancel) is not { } found)
            return Own.NoSuchClient(http);
        var zone = (await BusinessSettings.InForceAsync(database, cancel)).Zone;
        return TypedResults.Ok(found with { Staying = await ClientStaying.OfAsync(database, who, id, Moment.Of(clock.GetUtcNow(), zone), zone, cancel) });
    }

    private static async Task<Results<Ok<IReadOnlyList<PatternHistory>>, ProblemHttpResult>> HistoryAsync(
        Guid id, HttpContext http, VitalsDatabase database, CancellationToken cancel, int limit = 100)
    {
        if (!await Own.SeesAsync(database, http.Caller(), id, cancel))
            return Own.NoSuchClient(http);
        await using var db = await database.OpenAsync(http.Caller().ToActingAs(), cancel);
        return TypedResults.Ok(await PatternHistory.OfAsync(db, id, limit, cancel));
    }

    private static async Task<Results<Ok<AnswerBreak.Answered>, ProblemHttpResult>> AnswerAsync(
        Guid id, NewAnswer body, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        Texts.Check(body.Note);
        KnownDays.Check(body.Until, "until");
        // Who does not see how clients are judged has no episode to answer.
        if (await PatternEvidence.OfAsync(database, http.Caller().ToActingAs(), id, cancel) is null)
            return Own.NoSuchClient(http);
        await using var work = await database.BeginAsync(cancel);
        var answered = await new AnswerBreak(id, body.Answer, body.Until, body.Note).RunAsync(work.Connection, clock.GetUtcNow(), http.Caller().Name, cancel);
        await work.CommitAsync(cancel);
        return TypedResults.Ok(answered);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeBackAsync(
        long id, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        if (await AnsweredClient.OfAsync(database, http.Caller().ToActingAs(), id, cancel) is null)
            return Problems.Of(http, StatusCodes.Status404NotFound, "There is no such answer, or it is about none of your book.");
        await using var work = await database.BeginAsync(cancel);
        await new TakeBackAnswer(id).RunAsync(work.Connection, clock.GetUtcNow(), cancel);
        await work.CommitAsync(cancel);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<AnalysisDone>> AnalyzeAsync(
        WhatToAnalyze body, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        Texts.Check(body.ClientEmail);
        KnownDays.Check(body.AsOf, "asOf");
        return TypedResults.Ok(await new AnalyzeCallPatterns(body.AsOf, body.Rule ?? PatternRule.Calibrated, body.ClientEmail)
            .RunAsync(database, clock.GetUtcNow(), "api", null, cancel));
    }

    private static async Task<Results<Ok<Backtest>, ProblemHttpResult>> BackTestAsync(
        BackTestOf body, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        KnownDays.Check(body.From, "from");
        KnownDays.Check(body.To, "to");
        var now = clock.GetUtcNow();
        if (await RunBacktest.BeginAsync(database, now, http.Caller().Who, cancel) is not { } run)
            return Problems.Of(http, StatusCodes.Status409Conflict, "A back-test is at work already; ask again when it has ended.");
        var test = new RunBacktest(body.From, body.To, body.Plantings ?? 8, body.Seed ?? 1, body.Resamples ?? 1000);
        return TypedResults.Ok(await test.RunAsync(database, run, now, cancel));
    }
}
