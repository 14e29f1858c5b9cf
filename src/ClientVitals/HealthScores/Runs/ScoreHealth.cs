using System.Diagnostics;
using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Packages;
using ClientVitals.Scheduling;
using ClientVitals.Settings;
using Dapper;

namespace ClientVitals.HealthScores.Runs;

/// <summary>
/// Scores every client as of a moment by the scorecard in force and writes what it found, in one transaction. A run as of now writes history, the hub's
/// columns and the moves between zones; a past moment writes history only, from what was known then. The same moment again changes nothing in
/// history. Two at once: the second is told so.
/// </summary>
/// <param name="AsOf">The moment scored; null = now.</param>
public sealed record ScoreHealth(DateTimeOffset? AsOf = null)
{
    /// <summary>The name of the job in the timetable and the run ledger.</summary>
    public const string Job = "daily-health-scoring";

    /// <summary>The run of the timetable this is, claimed already; null = it claims one of its own.</summary>
    public RunLease? Lease { get; init; }

    /// <summary>Clients a part.</summary>
    internal int PartSize { get; init; } = 4096;

    /// <summary>Runs it. Throws a <see cref="PlainError"/> when it cannot or need not be done.</summary>
    /// <param name="startedBy">schedule, person or api.</param>
    /// <param name="progress">Told what is being done, in a word or two.</param>
    public async Task<ScoringDone> RunAsync(VitalsDatabase database, DateTimeOffset now, string startedBy, IProgress<string>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        var at = AsOf ?? now;
        if (at > now)
            throw new PlainError($"The moment {at:yyyy-MM-dd HH:mm zzz} is in the future; give a past one, or leave --as-of out to score as of now.");
        if (Lease is not null)
            return await ScoreAsync(database, Lease, at, now, progress, ct);
        return await new RunNow(Job, at, startedBy).RunAsync(
            database,
            async (lease, stop) =>
            {
                var done = await ScoreAsync(database, lease, at, now, progress, stop);
                return (done, new RunOutcome(done.Clients, done.Written));
            },
            now,
            ct);
    }

    private async Task<ScoringDone> ScoreAsync(
        VitalsDatabase database, RunLease lease, DateTimeOffset at, DateTimeOffset now, IProgress<string>? progress, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        progress?.Report("counting sessions and packages");
        await CountAsync(database, at, now, progress, ct);
        await using var work = await database.BeginAsync(ct);
        var db = work.Connection;
        if (!await db.ExecuteScalarAsync<bool>(new CommandDefinition(Sql.Of<ScoreHealth>("Lock"), cancellationToken: ct)))
            throw new RetryLaterException("A scoring of client health is running already; wait for it to end, then look at its result or run this again.");
        // What is only read is read on a connection of its own where one is free: the server then reads on one processor while it writes on another.
        await using var apart = await database.OpenIfFreeAsync(ct);
        var settings = await BusinessSettings.InForceAsync(db, ct);
        var asOf = Moment.Of(at, settings.Zone);
        var card = await ScorecardInForce.ReadAsync(db, at, ct);
        var inputs = await ScoreInputs.AtAsync(db, apart, card.Card.Inputs, settings, asOf, isNow: AsOf is null, ct);
        progress?.Report("reading the book");
        var model = await RiskFit.AtAsync(db, asOf, settings, mayLearn: AsOf is null, progress, ct);
        var book = await BookReading.BeginAsync(apart ?? db, asOf, settings.Zone, DateOnly.MinValue, ct);
        if (book.Clients.Count == 0)
            throw new SkippedException("There is no client to score. Import calls or sessions first.", null);
        var later = AsOf is null && Lease is not { IsPast: true } ? [] : (await db.QueryAsync<Guid>(new CommandDefinition(Sql.Of<ScoreHealth>("Later"), new { at = at.ToUniversalTime() }, cancellationToken: ct))).ToHashSet();
        var groups = await GroupsOfCard.ReadAsync(db, card.Card, ct);
        var write = new WriteScores(card, asOf, IsNow: AsOf is null);
        var scoring = new ScorePartByPart(book, new ScoredRows(card.Card, inputs, groups, model, asOf.Today), write, later) { PartSize = PartSize, HasCalls = model is not null, ReadsApart = apart is not null };
        var tally = await scoring.RunAsync(db, progress, ct);
        if (tally.Clients == 0)
            throw new SkippedException($"No client was known at {TimeZoneInfo.ConvertTime(at, settings.Zone):yyyy-MM-dd HH:mm} ({settings.BusinessZone}): all of them were added later, and a past moment is scored from what was known then.", null);
        var done = new ScoringDone(
            at, asOf.Date, settings.BusinessZone, card.Card.Id, lease.RunId, tally.Clients, tally.Scored,
            tally.Of("RED"), tally.Of("YELLOW"), tally.Of("GREEN"), tally.Of("PURPLE"), tally.Average, tally.Critical,
            write.Moved, write.Written, AsOf is null, tally.WhyUnknown);
        await lease.FinishAsync(db, new RunOutcome(done.Clients, done.Written) { Details = Details(done, settings) }, now + clock.Elapsed, ct);
        if (AsOf is null)
            await db.ExecuteAsync(new CommandDefinition(Sql.Of<ScoreHealth>("Tell"), cancellationToken: ct));
        await work.CommitAsync(ct);
        return done;
    }

    /// <summary>What is counted before it is read, in a transaction of its own: an import of sessions meanwhile waits for this and not for the scoring.</summary>
    private async Task CountAsync(VitalsDatabase database, DateTimeOffset at, DateTimeOffset now, IProgress<string>? progress, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        // After a change of the zone or of what counts as a call, the roll-up is rebuilt before it is read.
        if (!await RollupBasis.StillHoldsAsync(work.Connection, ct))
        {
            progress?.Report("counting the calls again");
            await RebuildRollups.CountAsync(work.Connection, now, ct);
        }
        if (AsOf is null)
            await CountPackages.AtAsync(work.Connection, await BusinessSettings.InForceAsync(work.Connection, ct), at, ct);
        await work.CommitAsync(ct);
    }

    private static Dictionary<string, object> Details(ScoringDone done, BusinessSettings settings)
    {
        var details = new Dictionary<string, object>
        {
            ["scorecard"] = done.Scorecard,
            ["as_of"] = new DateTimeOffset(done.AsOf.UtcTicks / 10 * 10, TimeSpan.Zero),
            ["settings_version"] = settings.Version,
            ["current"] = done.Current,
            ["scored"] = done.Scored,
            ["unknown"] = done.Clients - done.Scored,
            ["moved"] = done.Moved,
            ["red"] = done.Red,
            ["yellow"] = done.Yellow,
            ["green"] = done.Green,
            ["purple"] = done.Purple,
        };
        if (!done.Current)
            details["in_part"] = true;
        return details;
    }
}
