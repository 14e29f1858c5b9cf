using System.Diagnostics;
using ClientVitals.CallPatterns.Dropout;
using ClientVitals.CallPatterns.MissingData;
using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Scheduling;
using ClientVitals.Settings;
using Dapper;
using Npgsql;

namespace ClientVitals.CallPatterns.Analysis;

/// <summary>
/// Judges every eligible client as of a moment and writes what it found, in one transaction. A run as of now by the calibrated rule
/// writes history, the hub's pattern columns and the episodes; a past moment or the documented rule writes history only.
/// The same moment again changes nothing. Two at once: the second is told so.
/// </summary>
/// <param name="AsOf">The moment judged; null = now.</param>
/// <param name="Rule">Which rule judges.</param>
/// <param name="ClientEmail">Judge this client only; null = all.</param>
public sealed record AnalyzeCallPatterns(DateTimeOffset? AsOf = null, PatternRule Rule = PatternRule.Calibrated, string? ClientEmail = null)
{
    /// <summary>The name of the job in the timetable and the run ledger.</summary>
    public const string Job = "daily-pattern-analysis";

    private const string NotTheOne = "The one client that was asked for is not judged.";

    /// <summary>The run of the timetable this is, claimed already; null = it claims one of its own.</summary>
    public RunLease? Lease { get; init; }

    /// <summary>Runs it. Throws a <see cref="PlainError"/> when it cannot or need not be done.</summary>
    /// <param name="database">Where.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="startedBy">schedule, person or api.</param>
    /// <param name="progress">Told what is being done, in a word or two.</param>
    public async Task<AnalysisDone> RunAsync(
        VitalsDatabase database, DateTimeOffset now, string startedBy, IProgress<Sentence>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        var at = AsOf ?? now;
        if (at > now)
            throw new PlainError($"The moment {at:yyyy-MM-dd HH:mm zzz} is in the future; give a past one, or leave --as-of out to analyse as of now.");
        if (Lease is not null)
            return await JudgeAsync(database, Lease, at, now, progress, ct);
        return await new RunNow(Job, at, startedBy).RunAsync(
            database,
            async (lease, stop) =>
            {
                var done = await JudgeAsync(database, lease, at, now, progress, stop);
                return (done, new RunOutcome(done.Analyzed, done.Written));
            },
            now,
            ct);
    }

    private async Task<AnalysisDone> JudgeAsync(
        VitalsDatabase database, RunLease lease, DateTimeOffset at, DateTimeOffset now, IProgress<Sentence>? progress, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        await using var work = await database.BeginAsync(ct);
        var db = work.Connection;
        if (!await db.ExecuteScalarAsync<bool>(new CommandDefinition(Sql.Of<AnalyzeCallPatterns>("Lock"), cancellationToken: ct)))
            throw new RetryLaterException("An analysis of call patterns is running already; wait for it to end, then look at its result or run this again.");
        var settings = await BusinessSettings.InForceAsync(db, ct);
        // After a change of the zone or of what counts as a call, the roll-up is rebuilt before it is read.
        if (!await RollupBasis.StillHoldsAsync(db, ct))
        {
            progress?.Report(Sentence.Of("counting the calls again"));
            await RebuildRollups.CountAsync(db, now, ct);
        }

        progress?.Report(Sentence.Of("reading the book"));
        var asOf = Moment.Of(at, settings.Zone);
        var current = Rule == PatternRule.Calibrated && AsOf is null;
        // How a standing episode ended is found by walking from its opening; what was missed, from the last check.
        var walkedFrom = current
            ? await db.ExecuteScalarAsync<DateOnly?>(new CommandDefinition(
                Sql.Of<AnalyzeCallPatterns>("WalkedFrom"), new { zone = settings.Zone.Id }, cancellationToken: ct))
            : null;
        if (current && await db.ExecuteScalarAsync<DateTimeOffset?>(new CommandDefinition(
            Sql.Of<AnalyzeCallPatterns>("LastChecked"), cancellationToken: ct)) is { } last && last > at)
        {
            throw new PlainError(
                $"The last analysis is as of {TimeZoneInfo.ConvertTime(last, settings.Zone):yyyy-MM-dd HH:mm} ({settings.BusinessZone}), which is in the future by this machine's clock; correct the clock, then analyse again.");
        }
        // The documented rule knows calls only.
        var visits = Rule == PatternRule.Documented ? null : await CountedVisits.ReadAsync(db, settings, asOf, walkedFrom, isNow: AsOf is null, ct);
        if (current && ClientEmail is null)
            await new FindSilences(asOf, settings.Zone) { Visits = visits }.RunAsync(db, ct);
        var book = await BookReading.BeginAsync(db, asOf, settings.Zone, walkedFrom, ct, visits);
        var only = await OnlyClientAsync(db, book, ct);
        var run = lease.RunId;
        var budgets = PatternBudgets.Of(settings);
        var calibrations = Rule == PatternRule.Calibrated ? await book.CalibrationsAsync(ct) : new BookCalibrations(BookCalibration.Unknown);
        var ended = current ? await EndedEpisodes.BeginAsync(db, asOf, settings.Zone, calibrations, budgets, ct) : null;
        var write = new WriteJudgements(asOf, Rule, ended, run);
        var silent = Rule == PatternRule.Calibrated && only is null ? new SilentCounts(asOf.Today) : null;
        var judged = await new JudgePartByPart(book, calibrations, write, budgets) { Silent = silent }
            .RunAsync(db, only ?? 0, only is null ? book.Clients.Count : 1, progress, ct);
        var together = await write.HoldBackAsync(db, silent?.Find(), judged, ct);
        if (only is null)
            judged.Written += await write.EndAsync(db, ct);
        // Who left is taken off the list also when nobody else is left to judge.
        if (judged is { All: 0, Written: 0 })
            throw new SkippedException(NobodyJudged(at, settings), ClientEmail is null ? null : NotTheOne);
        if (current)
            await FollowAsync(db, asOf, ct);
        if (current && only is null)
            await new LearnDropout(asOf, settings).RunAsync(db, progress, ct);
        var done = AnalysisDone.Of(asOf, Rule, settings, run, judged, current) with
        {
            Logging = book.Delays.Sentence,
            VisitsLeftOut = visits?.LeftOut ?? [],
            Together = together?.Sentence,
            MissingData = [.. (await SourceSilence.AtAsync(db, at, asOf.Date.AddDays(-SourceSilence.SaidDays), ct)).Select(silence => silence.Sentence)],
        };
        // The last word before the commit: who was taken for dead meanwhile keeps nothing.
        await lease.FinishAsync(db, new RunOutcome(done.Analyzed, done.Written) { Details = Details(done, at, settings, current) }, now + clock.Elapsed, ct);
        if (current)
            await db.ExecuteAsync(new CommandDefinition(Sql.Of<AnalyzeCallPatterns>("Tell"), cancellationToken: ct));
        await work.CommitAsync(ct);
        return done;
    }

    /// <summary>What hangs on episodes and the hub is brought up with them, room by room.</summary>
    private static async Task FollowAsync(NpgsqlConnection db, Moment asOf, CancellationToken ct)
    {
        var about = new { now = asOf.At, today = asOf.Date, client = (Guid?)null };
        foreach (var step in AnalysisSteps.All)
            await db.ExecuteAsync(new CommandDefinition(Sql.Of(step.Asks, step.Name), about, cancellationToken: ct));
    }

    /// <summary>What the ledger keeps of it; that it saw a part only, or looked back, is said.</summary>
    private Dictionary<string, object> Details(AnalysisDone done, DateTimeOffset at, BusinessSettings settings, bool current)
    {
        var details = new Dictionary<string, object>
        {
            ["rule"] = Rule.Word(),
            // To the microsecond, as the tables keep it.
            ["as_of"] = new DateTimeOffset(at.UtcTicks / 10 * 10, TimeSpan.Zero),
            ["settings_version"] = settings.Version,
            ["current"] = current,
            ["pattern_breaks"] = done.PatternBreaks,
            ["below_pattern"] = done.BelowPattern,
            ["above_pattern"] = done.AbovePattern,
            ["normal"] = done.Normal,
            ["not_enough_history"] = done.NotEnoughHistory,
        };
        if (settings.CountsVisits && Rule != PatternRule.Documented)
            details["counts_visits"] = true;
        if (!current || ClientEmail is not null)
            details["in_part"] = true;
        return details;
    }

    private string NobodyJudged(DateTimeOffset at, BusinessSettings settings) => ClientEmail is null
        ? $"There is nobody to judge as of {TimeZoneInfo.ConvertTime(at, settings.Zone):yyyy-MM-dd HH:mm} ({settings.BusinessZone}): no client with a start date or a call by then. Import calls with `vitals calls import FILE`."
        : NotJudged(ClientEmail).ToString();

    internal static Sentence NotJudged(string email) =>
        $"{email} is not analysed: they are a former client, archived or churned, or have neither a start date nor a call by then.";

    private async Task<int?> OnlyClientAsync(NpgsqlConnection db, BookReading book, CancellationToken ct)
    {
        if (ClientEmail is null)
            return null;
        var client = await db.ExecuteScalarAsync<Guid?>(new CommandDefinition(
            Sql.Of<AnalyzeCallPatterns>("Client"), new { email = Email.Require(ClientEmail) }, cancellationToken: ct));
        if (client is { } id && book.PlaceOf(id) is >= 0 and var place)
            return place;
        throw new SkippedException(
            client is null ? $"No client has the address {ClientEmail}; check the spelling, or import calls that name it." : NotJudged(ClientEmail).ToString(),
            NotTheOne);
    }
}
