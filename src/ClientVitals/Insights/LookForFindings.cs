using System.Text.Json;
using ClientVitals.Database;
using ClientVitals.Settings;
using Dapper;
using Npgsql;

namespace ClientVitals.Insights;

/// <summary>
/// Runs every check once and keeps what it found: what enters, worsens, comes back or recovers is told once, to whom it concerns. A check that fails or cannot
/// run leaves its findings as they are and says so; the others are not held up. Two runs at once wait for each other; a second one changes nothing.
/// </summary>
public sealed record LookForFindings : IAct<LookForFindings.Looked>
{
    /// <summary>The job's name in the timetable and the run ledger.</summary>
    public const string Job = "watcher-every-6h";

    /// <summary>A check that takes longer counts as failed.</summary>
    private static readonly TimeSpan LongestCheck = TimeSpan.FromSeconds(10);

    /// <summary>Characters of a subject, as the table takes them.</summary>
    private const int LongestSubject = 200;

    private static readonly JsonSerializerOptions AsText = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Which checks; those of the rooms.</summary>
    public IReadOnlyList<InsightCheck> Checks { get; init; } = InsightChecks.All;

    /// <summary>What a run did.</summary>
    /// <param name="Checks">Checks that were to run.</param>
    /// <param name="NotRun">Those that had nothing to judge by.</param>
    /// <param name="Failed">Those that failed.</param>
    /// <param name="Subjects">What was measured.</param>
    /// <param name="Found">Findings that are there, whatever their state.</param>
    /// <param name="Opened">Those that entered in this run.</param>
    /// <param name="Worsened">Those that became more urgent.</param>
    /// <param name="Back">Those whose snooze is over and that are still there.</param>
    /// <param name="Recovered">Those that left.</param>
    /// <param name="Held">Subjects that would be findings, but what they rest on does not come.</param>
    /// <param name="Told">Messages to people.</param>
    /// <param name="Breakdown">Findings that are there, by heading.</param>
    public sealed record Looked(
        DateTimeOffset At, int Checks, int NotRun, int Failed, int Subjects, int Found, int Opened, int Worsened, int Back, int Recovered, int Held, int Told,
        IReadOnlyDictionary<string, int> Breakdown);

    /// <summary>What one check found.</summary>
    private sealed record Done(InsightCheck Check, string State, string? Why, int Subjects, int Found, int Held, IReadOnlyList<InsightEntry> Entries);

    /// <inheritdoc/>
    public async Task<Looked> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var db = work.Connection;
        await db.ExecuteAsync(Command("Lock", new { }, ct));
        var zone = (await BusinessSettings.InForceAsync(db, ct)).Zone;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(work.Now, zone).DateTime);
        var standing = (await db.QueryAsync<InsightStanding>(new CommandDefinition(Sql.Of<InsightStanding>(), new { insight = (Guid?)null }, cancellationToken: ct)))
            .ToDictionary(one => (one.Kind, one.Subject));
        var silent = standing.Values.Where(one => one is { IsThere: true, Topic: not null }).GroupBy(one => one.Kind).ToDictionary(kind => kind.Key, kind => kind.Select(one => one.Topic!).ToHashSet());
        var (all, told) = (new List<Done>(), 0);
        foreach (var part in InsightChecks.InOrder(Checks).GroupBy(check => check.IsLast))
        {
            var ended = new List<Done>();
            foreach (var check in part)
            {
                var done = await CheckAsync(db, check, standing, silent.Values.SelectMany(topics => topics).Intersect(check.SuppressedBy).FirstOrDefault(), work.Now, today, ct);
                // What this check says of its sources holds for those that come after it.
                if (done.State == "RAN")
                    silent[check.Kind] = [.. TopicsOf(done, standing.Values)];
                ended.Add(done);
            }
            told += await WriteAsync(db, ended, work.Now, ct);
            all.AddRange(ended);
        }
        int Count(string what) => all.Sum(done => done.Entries.Count(entry => entry.Event == what));
        var looked = new Looked(
            work.Now, all.Count, all.Count(done => done.State == "NOT_RUN"), all.Count(done => done.State == "FAILED"), all.Sum(done => done.Subjects), all.Sum(done => done.Found),
            Count("OPENED"), Count("WORSENED"), Count("BACK"), Count("RECOVERED") + Count("GONE"), all.Sum(done => done.Held), told,
            all.GroupBy(done => done.Check.Heading).ToDictionary(heading => heading.Key, heading => heading.Sum(done => done.Found)));
        await TellOfFindings.OfRunAsync(work, ct);
        await db.ExecuteAsync(Command("Tell", new { }, ct));
        return looked;
    }

    /// <summary>Entities that do not come, as a check that ran says: what it measured now, and what it had found and could not measure.</summary>
    private static IEnumerable<string> TopicsOf(Done done, IEnumerable<InsightStanding> standing) =>
        done.Entries.Where(entry => entry.State != "RECOVERED").Select(entry => entry.Topic)
            .Concat(standing.Where(one => one.IsThere && one.Kind == done.Check.Kind && !done.Entries.Any(entry => entry.Subject == one.Subject)).Select(one => one.Topic))
            .OfType<string>();

    /// <summary>Runs one check; what it throws is its own failure, unless the database is gone.</summary>
    private static async Task<Done> CheckAsync(
        NpgsqlConnection db, InsightCheck check, Dictionary<(string Kind, string Subject), InsightStanding> standing, string? silent, DateTimeOffset now, DateOnly today, CancellationToken ct)
    {
        var mine = standing.Values.Where(one => one.Kind == check.Kind).ToDictionary(one => one.Subject);
        var there = mine.Values.Count(one => one.IsThere);
        List<InsightReading> readings;
        await db.ExecuteAsync(new CommandDefinition("savepoint check_begins", cancellationToken: ct));
        try
        {
            readings = (await db.QueryAsync<InsightReading>(new CommandDefinition(
                Sql.Of(check.Asks, check.Step), new { now, today }, commandTimeout: (int)LongestCheck.TotalSeconds, cancellationToken: ct))).AsList();
            if (readings.Find(one => one.Subject.Length > LongestSubject) is not null || readings.Where(one => one.Subject.Length > 0).Select(one => one.Subject).Distinct().Count() != readings.Count(one => one.Subject.Length > 0))
                throw new PlainError("It named a subject twice, or one that is too long.");
            await db.ExecuteAsync(new CommandDefinition("release savepoint check_begins", cancellationToken: ct));
        }
        catch (Exception failed) when (failed is not OperationCanceledException && db.FullState.HasFlag(System.Data.ConnectionState.Open))
        {
            await db.ExecuteAsync(new CommandDefinition("rollback to savepoint check_begins", cancellationToken: ct));
            return new(check, "FAILED", Why(failed), 0, there, 0, []);
        }
        if (readings.Find(one => one.Subject.Length == 0) is { } whole)
            return new(check, "NOT_RUN", whole.WhyNot ?? "There was nothing to judge by.", 0, there, 0, []);
        var (entries, held) = (new List<InsightEntry>(), 0);
        foreach (var (subject, reading) in readings.Select(one => (one.Subject, (InsightReading?)one)).Concat(mine.Keys.Except(readings.Select(one => one.Subject)).Select(gone => (gone, (InsightReading?)null))))
        {
            var kept = mine.GetValueOrDefault(subject);
            var priority = reading is null ? kept!.Priority : reading.Priority ?? check.Priority;
            var (move, state) = InsightTurn.Next(kept, reading, priority, today, silent is not null);
            held += move == InsightMove.Held ? 1 : 0;
            if (Entry(check, subject, kept, reading, priority, move, state) is { } entry)
                entries.Add(entry);
        }
        var found = entries.Count(entry => entry.State != "RECOVERED") + (silent is null ? mine.Values.Count(one => one.IsThere && !entries.Exists(entry => entry.Subject == one.Subject)) : there);
        return silent is null
            ? new(check, "RAN", null, readings.Count, found, held, entries)
            : new(check, "NOT_RUN", $"It rests on {silent}, which do not come at present; what it had found stays as it was.", readings.Count, found, held, entries);
    }

    /// <summary>Without what the database says of it: that may quote a client.</summary>
    private static string Why(Exception failed) => failed switch
    {
        PlainError plain => plain.Message,
        PostgresException refused => $"The database refused it (SQLSTATE {refused.SqlState}).",
        NpgsqlException { InnerException: TimeoutException } => $"It took longer than {LongestCheck.TotalSeconds:0} seconds.",
        _ => $"It failed ({failed.GetType().Name}).",
    };

    /// <summary>What becomes of the row; null = it stays as it is.</summary>
    private static InsightEntry? Entry(InsightCheck check, string subject, InsightStanding? kept, InsightReading? reading, string priority, InsightMove move, InsightState state)
    {
        if (move is InsightMove.Nothing or InsightMove.Held or InsightMove.Untouched)
            return null;
        var words = reading is null ? new InsightWords("", "It is no longer checked: there is nothing to measure.") : check.Says(reading);
        var isOpening = move == InsightMove.Opened;
        return new(
            check.Kind, subject, InsightWord.Of(state), kept is null ? null : InsightWord.Of(kept.State), move == InsightMove.Seen ? null : move.ToString().ToUpperInvariant(),
            // Within one occurrence it never becomes less urgent: so it is told at most once for each degree.
            move is InsightMove.Opened or InsightMove.Worsened ? priority : kept!.Priority,
            words.Title, words.Sentence, reading is null ? kept?.Topic : reading.Topic, reading?.StaffId,
            check.For != InsightFor.Owners, check.For != InsightFor.Coach, reading?.Measure, isOpening ? reading!.LeaveAt : kept!.LeaveAt,
            reading is null ? null : check.Address?.Invoke(reading), reading);
    }

    /// <summary>Keeps it all, and says who is told; returns how many messages.</summary>
    private static async Task<int> WriteAsync(NpgsqlConnection db, List<Done> done, DateTimeOffset now, CancellationToken ct)
    {
        var entries = JsonSerializer.Serialize(done.SelectMany(one => one.Entries), AsText);
        await db.ExecuteAsync(Command("Write", new { now, entries }, ct));
        var told = await db.ExecuteScalarAsync<int>(Command("Events", new { now, entries }, ct));
        var checks = JsonSerializer.Serialize(done.Select(one => new { one.Check.Kind, one.State, Sentence = one.Why, one.Subjects, one.Found, one.Held }), AsText);
        await db.ExecuteAsync(Command("Checks", new { now, checks }, ct));
        return told;
    }

    private static CommandDefinition Command(string step, object about, CancellationToken ct) => new(Sql.Of<LookForFindings>(step), about, cancellationToken: ct);
}
