using ClientVitals.CallPatterns.Analysis;
using ClientVitals.Database;
using ClientVitals.Simulation;
using ClientVitals.Simulation.Walk;
using Dapper;
using Xunit;

namespace ClientVitals.Tests.Simulation.Walk;

/// <summary>A small town whose last days are walked in a database of its own, and what is in it then.</summary>
internal sealed class WalkedBusiness(VitalsDatabase database, Town town, int lastDays) : IAsyncDisposable
{
    public static readonly Town Town = new(Seed: 9, Clients: 30, Weeks: 14, new DateOnly(2026, 3, 2));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public VitalsDatabase Database => database;

    public static DateTimeOffset Noon(DateOnly day) => TownClock.Midnight(Town.Zone, day).AddHours(12);

    /// <summary>A town whose calls are told until a day and analysed as of its noon, as the demo does before its first page.</summary>
    public static async Task<WalkedBusiness> ToldAsync(TestCluster cluster, int lastDays, DateOnly until, Town? town = null)
    {
        var business = new WalkedBusiness(await cluster.CloneAsync(Stop), town ?? Town, lastDays);
        await business.TellAsync(until, new WalkTown(business.WhichTown, until) { LastDays = lastDays }.Earliest);
        return business;
    }

    private Town WhichTown => town;

    /// <summary>Tells the calls until a day, and analyses them as of its noon.</summary>
    public async Task TellAsync(DateOnly until, DateOnly? sentSince)
    {
        await new TellTown(town, until) { SentSince = sentSince }.RunAsync(database, Noon(until), null, Stop);
        await new AnalyzeCallPatterns().RunAsync(database, Noon(until), "person", null, Stop);
    }

    /// <summary>Walks to a day as of its noon; stopped before the step that <paramref name="stopAt"/> names.</summary>
    public async Task<TownWalked> WalkAsync(DateOnly today, (DateOnly Day, string Next)? stopAt = null)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var steps = new Steps(step =>
        {
            if ((step.Day, step.Next) == stopAt) stop.Cancel();
        });
        return await new WalkTown(town, today) { LastDays = lastDays }.RunAsync(database, Noon(today), steps, stop.Token);
    }

    /// <summary>What is in the tables that a walk fills, without what is drawn by lot (keys) or measured by the clock.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> RowsAsync()
    {
        await using var db = await database.OpenAdminAsync(Stop);
        var rows = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var (name, sql) in new[]
        {
            ("sessions", Facts("sessions")), ("packages", Facts("packages")), ("payments", Facts("payments")),
            ("session_versions", Facts("session_versions")), ("package_versions", Facts("package_versions")),
            ("deliveries", "select concat_ws(' ', name, entity, state, started_at, read, added, unchanged, corrected, rejected, unmatched) from deliveries"),
            ("scores", "select concat_ws(' ', e.email, h.scored_on, h.score, h.zone, h.confidence, h.why_unknown, h.inputs, h.contributions, h.as_of) from client_health_history h join client_emails e using (client_id) where e.is_primary"),
            ("moves", "select concat_ws(' ', e.email, z.changed_on, z.zone_before, z.zone_after, z.score_before, z.score_after, z.scored_before) from client_zone_changes z join client_emails e using (client_id) where e.is_primary"),
            ("patterns", "select concat_ws(' ', e.email, a.analysis_date, a.pattern_status, a.as_of) from call_pattern_analysis a join client_emails e using (client_id) where e.is_primary"),
            ("hub", "select concat_ws(' ', email, health_score, health_zone, calculated_at, sessions_last_7d, outstanding_sessions, package_type, health_trend, pattern_status) from client_health_scores"),
            ("clients", "select concat_ws(' ', e.email, c.created_at) from clients c join client_emails e on e.client_id = c.id"),
        })
        {
            rows[name] = [.. (await db.QueryAsync<string>(sql)).Order(StringComparer.Ordinal)];
        }
        return rows;
    }

    public async Task<T> AskAsync<T>(string sql, object? about = null)
    {
        await using var db = await database.OpenAdminAsync(Stop);
        return (await db.ExecuteScalarAsync<T>(sql, about))!;
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static string Facts(string table) => $"select (to_jsonb(t) - 'id' - 'client_id' - 'delivery_id' - 'created_at' - 'version_id')::text from {table} t";

    /// <summary>Told at once, not later by the pool.</summary>
    private sealed class Steps(Action<TownStep> told) : IProgress<TownStep>
    {
        public void Report(TownStep value) => told(value);
    }
}
