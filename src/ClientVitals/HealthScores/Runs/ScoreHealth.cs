using System.Diagnostics;
using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.HealthScores.Risk;
using ClientVitals.Packages;
using ClientVitals.Scheduling;
using ClientVitals.Settings;
using Dapper;
using Npgsql;

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

    /// <summary>Clients a part.</summary>
    private const int PartSize = 4096;

    /// <summary>Days in which a zone that was last known is still the one before.</summary>
    private const int LookBack = 90;

    /// <summary>The run of the timetable this is, claimed already; null = it claims one of its own.</summary>
    public RunLease? Lease { get; init; }

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
        if (AsOf is null)
            await CountPackagesAsync(database, at, ct);
        await using var work = await database.BeginAsync(ct);
        var db = work.Connection;
        if (!await db.ExecuteScalarAsync<bool>(new CommandDefinition(Sql.Of<ScoreHealth>("Lock"), cancellationToken: ct)))
            throw new RetryLaterException("A scoring of client health is running already; wait for it to end, then look at its result or run this again.");
        var settings = await BusinessSettings.InForceAsync(db, ct);
        var asOf = Moment.Of(at, settings.Zone);
        var card = await ScorecardInForce.ReadAsync(db, at, ct);
        // After a change of the zone or of what counts as a call, the roll-up is rebuilt before it is read.
        if (!await RollupBasis.StillHoldsAsync(db, ct))
        {
            progress?.Report("counting the calls again");
            await RebuildRollups.CountAsync(db, now, ct);
        }
        var inputs = await ScoreInputs.AtAsync(db, card.Card.Inputs, settings, asOf, isNow: AsOf is null, ct);
        progress?.Report("reading the book");
        var model = await RiskFit.AtAsync(db, asOf, settings, mayLearn: AsOf is null, progress, ct);
        var book = await BookReading.BeginAsync(db, asOf, settings.Zone, DateOnly.MinValue, ct);
        if (book.Clients.Count == 0)
            throw new SkippedException("There is no client to score. Import calls or sessions first.", null);
        var later = AsOf is null && Lease is not { IsPast: true } ? [] : (await db.QueryAsync<Guid>(new CommandDefinition(Sql.Of<ScoreHealth>("Later"), new { at = at.ToUniversalTime() }, cancellationToken: ct))).ToHashSet();
        var groups = await GroupsOfCard.ReadAsync(db, card.Card, ct);
        var tally = await LayDownAsync(db, card, inputs, groups, model, book, later, asOf, progress, ct);
        if (tally.Clients == 0)
            throw new SkippedException($"No client was known at {TimeZoneInfo.ConvertTime(at, settings.Zone):yyyy-MM-dd HH:mm} ({settings.BusinessZone}): all of them were added later, and a past moment is scored from what was known then.", null);
        progress?.Report("writing");
        var (history, moved, other) = await WriteAsync(db, card, asOf, ct);
        var done = new ScoringDone(
            at, asOf.Date, settings.BusinessZone, card.Card.Id, lease.RunId, tally.Clients, tally.Scored,
            tally.Of("RED"), tally.Of("YELLOW"), tally.Of("GREEN"), tally.Of("PURPLE"), tally.Average, tally.Critical,
            moved, history + moved + other, AsOf is null, tally.WhyUnknown);
        await lease.FinishAsync(db, new RunOutcome(done.Clients, done.Written) { Details = Details(done, settings) }, now + clock.Elapsed, ct);
        if (AsOf is null)
            await db.ExecuteAsync(new CommandDefinition(Sql.Of<ScoreHealth>("Tell"), cancellationToken: ct));
        await work.CommitAsync(ct);
        return done;
    }

    /// <summary>In a transaction of its own: an import of sessions meanwhile waits for this and not for the scoring.</summary>
    private static async Task CountPackagesAsync(VitalsDatabase database, DateTimeOffset at, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var settings = await BusinessSettings.InForceAsync(work.Connection, ct);
        await CountPackages.AtAsync(work.Connection, settings, at, ct);
        await work.CommitAsync(ct);
    }

    /// <summary>Scores part by part into a table of the transaction.</summary>
    private static async Task<ScoringTally> LayDownAsync(
        NpgsqlConnection db, ScorecardInForce card, ScoreInputs inputs, GroupsOfCard groups, RiskModel? model, BookReading book, HashSet<Guid> later, Moment asOf, IProgress<string>? progress, CancellationToken ct)
    {
        await db.ExecuteAsync(new CommandDefinition(Sql.Of<ScoreHealth>("Scored"), cancellationToken: ct));
        var (rows, tally) = (new ScoredRows(card.Card, inputs, groups, model, asOf.Today), new ScoringTally());
        for (var from = 0; from < book.Clients.Count; from += PartSize)
        {
            progress?.Report(book.Clients.Count <= PartSize ? $"scoring {book.Clients.Count} clients" : $"scoring {book.Clients.Count} clients: {from} done");
            var part = model is null ? new BookHistories([], []) : await book.PartAsync(from, PartSize, ct);
            await rows.CopyAsync(db, [.. book.Clients.Skip(from).Take(PartSize).Select(client => client.Id).Where(client => !later.Contains(client))], part, tally, ct);
        }
        return tally;
    }

    private async Task<(long History, int Moved, long Other)> WriteAsync(NpgsqlConnection db, ScorecardInForce card, Moment asOf, CancellationToken ct)
    {
        var about = new
        {
            today = asOf.Date,
            as_of = asOf.At,
            scorecard = card.Id,
            version = card.Card.Id,
            trend_days = card.Card.Trend.Days,
            trend_points = card.Card.Trend.Points,
            look_back = LookBack,
        };
        Task<int> DoAsync(string step) => db.ExecuteAsync(new CommandDefinition(Sql.Of<ScoreHealth>(step), about, commandTimeout: 0, cancellationToken: ct));
        var history = await DoAsync("History");
        if (AsOf is not null)
            return (history, 0, 0);
        var moved = await DoAsync("Zones");
        return (history, moved, await DoAsync("Hub") + await DoAsync("Unscored"));
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
        };
        if (!done.Current)
            details["in_part"] = true;
        return details;
    }
}
