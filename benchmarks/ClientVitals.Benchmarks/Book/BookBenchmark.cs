using System.Diagnostics;
using System.Globalization;
using ClientVitals.CallPatterns;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Migrations;
using ClientVitals.Settings;
using ClientVitals.Simulation;
using Dapper;
using Npgsql;

namespace ClientVitals.Benchmarks.Book;

/// <summary>
/// A whole book of clients, end to end, each figure beside its yardstick from the same run: import against COPY of the same rows into the
/// same table, analysis against one hand-written statement, and the earlier way of three round trips a client.
/// <c>dotnet run -c Release --project benchmarks/ClientVitals.Benchmarks -- book [--clients N] [--weeks W]</c>
/// </summary>
internal static class BookBenchmark
{
    private const int Rounds = 5;
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Dubai");

    public static async Task<int> RunAsync(string[] options)
    {
        Rows.Teach();
        var clients = Option(options, "--clients", 100_000);
        var weeks = Option(options, "--weeks", 26);
        // Not a private temporary folder: as root, PostgreSQL runs as another user, who must reach it.
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"vitals-book-{Environment.ProcessId}"));
        var cluster = new EmbeddedPostgres(new VitalsHome(Path.Combine(folder.FullName, "home")));
        try
        {
            await using var database = VitalsDatabase.Embedded(cluster: cluster);
            await MigrateAsync(database);
            var asOf = new DateTimeOffset(2025, 12, 8, 4, 0, 0, TimeSpan.Zero);
            var file = Path.Combine(folder.FullName, "calls.csv");
            var rows = Simulate(file, clients, weeks, asOf);
            Say($"{clients} clients, {weeks} weeks, {rows} rows, {new FileInfo(file).Length / 1e6:0} MB of CSV; {Environment.ProcessorCount} cores");

            await CheckAsync(file, asOf);
            await ImportAsync(database, file, rows, asOf);
            await CopyAsync(database, Path.Combine(folder.FullName, "calls.copy"));
            await AnalyzeAsync(database, asOf);
            await EarlierWayAsync(database, asOf, Math.Min(clients, 1000));
            return 0;
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await cluster.StopAsync();
            folder.Delete(recursive: true);
        }
    }

    private static async Task MigrateAsync(VitalsDatabase database)
    {
        await new PushMigrations(database, MigrationFile.Folder()).RunAsync(null, default);
        await using var db = await database.OpenAsync();
        await new ChangeSettings(BusinessZone: Zone.Id).RunAsync(db, DateTimeOffset.UnixEpoch, "benchmark", default);
        await db.ExecuteAsync("update call_rollup_basis set business_zone = @zone", new { zone = Zone.Id });
    }

    private static long Simulate(string file, int clients, int weeks, DateTimeOffset asOf)
    {
        var clock = Stopwatch.StartNew();
        using var to = TownFile.Create(file);
        var rows = TownFile.Write(new Town(20251208, clients, weeks, DateOnly.FromDateTime(asOf.UtcDateTime)), asOf, to);
        Say($"simulated in {clock.Elapsed.TotalSeconds:0.0} s");
        return rows;
    }

    /// <summary>Reading, folding and judging the file, without a database.</summary>
    private static Task CheckAsync(string path, DateTimeOffset asOf)
    {
        var zone = BusinessZone.Of(Zone.Id);
        var clock = Stopwatch.StartNew();
        using var file = CallFile.Open(path, new CallFileOptions(asOf, zone));
        var book = BookOfFile.AsOf(file, zone, WhatCounts.Default, asOf, null, default);
        var read = clock.Elapsed;
        var judged = PatternBook.Judge(book.Histories, Moment.Of(asOf, Zone), PatternRule.Calibrated, PatternBudgets.Default);
        Say($"check: {clock.Elapsed.TotalSeconds:0.00} s ({read.TotalSeconds:0.00} s reading and folding), {judged.Length} clients judged");
        return Task.CompletedTask;
    }

    private static async Task ImportAsync(VitalsDatabase database, string path, long rows, DateTimeOffset now)
    {
        var clock = Stopwatch.StartNew();
        using var file = CallFile.Open(path, new CallFileOptions(now, BusinessZone.Of(Zone.Id)));
        var done = await new ImportCalls().RunAsync(database, file, now, null, null, default);
        var seconds = clock.Elapsed.TotalSeconds;
        Say($"import: {seconds:0.0} s, {rows / seconds:0} rows/s; added {done.Added}, rejected {done.Rejected}, clients made {done.ClientsMade}");
    }

    /// <summary>The yardstick of the import: the same rows by COPY into the same table with its constraints and indexes (no triggers of ours).</summary>
    private static async Task CopyAsync(VitalsDatabase database, string path)
    {
        const string columns =
            "client_id, client_email, client_phone, provider, provider_call_id, row_key, started_at, logged_at, direction, channel, status, outcome, duration_seconds, staff, notes, delivery_id";
        await using var db = await database.OpenAdminAsync();
        await using (var out_ = await db.BeginRawBinaryCopyAsync($"copy call_records ({columns}) to stdout (format binary)"))
        await using (var file = File.Create(path))
            await out_.CopyToAsync(file);
        await db.ExecuteAsync("alter table call_records disable trigger user; truncate call_records");
        var clock = Stopwatch.StartNew();
        await using (var in_ = await db.BeginRawBinaryCopyAsync($"copy call_records ({columns}) from stdin (format binary)"))
        await using (var file = File.OpenRead(path))
            await file.CopyToAsync(in_, 1 << 20);
        var seconds = clock.Elapsed.TotalSeconds;
        var rows = await db.ExecuteScalarAsync<long>("select count(*) from call_records");
        Say($"yardstick COPY of the same rows: {seconds:0.0} s, {rows / seconds:0} rows/s");
        await db.ExecuteAsync("alter table call_records enable trigger user; analyze call_records");
    }

    private static async Task AnalyzeAsync(VitalsDatabase database, DateTimeOffset asOf)
    {
        await using var db = await database.OpenAdminAsync();
        await db.ExecuteAsync("set max_parallel_workers_per_gather = 0; set jit = off");
        var sql = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Book", "DocumentedRule.sql"));
        var ours = new List<double>();
        var theirs = new List<double>();
        AnalysisDone? done = null;
        // The first round of each warms the caches and is not counted.
        for (var round = 0; round <= Rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            done = await new AnalyzeCallPatterns().RunAsync(database, asOf.AddDays(round), "person", null, default);
            ours.Add(clock.Elapsed.TotalSeconds);
            clock.Restart();
            _ = (await db.QueryAsync(sql, new { as_of = asOf, zone = Zone.Id }, commandTimeout: 0)).AsList();
            theirs.Add(clock.Elapsed.TotalSeconds);
        }
        var (own, yard) = (Median(ours.Skip(1)), Median(theirs.Skip(1)));
        Say($"analysis with all writes: {own:0.00} s (median of {Rounds}: {string.Join(" ", ours.Skip(1).Select(s => s.ToString("0.00", CultureInfo.InvariantCulture)))}), {done!.Analyzed} clients, {done.Written} rows written");
        Say($"yardstick, one statement that writes nothing: {yard:0.00} s; ours is {own / yard:0.00} times that");
    }

    /// <summary>Three round trips a client: count, insert history, update the hub.</summary>
    private static async Task EarlierWayAsync(VitalsDatabase database, DateTimeOffset asOf, int clients)
    {
        await using var db = await database.OpenAsync();
        var emails = (await db.QueryAsync<string>("select email from client_health_scores where email is not null order by email limit @clients", new { clients })).AsList();
        var clock = Stopwatch.StartNew();
        foreach (var email in emails)
        {
            var counted = await db.QuerySingleAsync<(long Month, long Week)>(
                "select count(*), count(*) filter (where started_at >= @as_of - interval '7 days') from call_records where client_id = (select client_id from client_emails where email = @email) and started_at >= @as_of - interval '30 days'",
                new { email, as_of = asOf });
            await db.ExecuteAsync(
                "insert into call_pattern_analysis (client_email, calls_this_week, avg_calls_per_week) values (@email, @week, @usual)",
                new { email, week = (int)counted.Week, usual = counted.Month / 4.3m });
            await db.ExecuteAsync("update client_health_scores set calls_this_week = @week where email = @email", new { email, week = (int)counted.Week });
        }
        Say($"the earlier way, three round trips a client: {clock.Elapsed.TotalSeconds:0.00} s for {emails.Count} clients");
        await db.ExecuteAsync("delete from call_pattern_analysis where run_id is null");
    }

    private static double Median(IEnumerable<double> seconds)
    {
        var sorted = seconds.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static int Option(string[] options, string name, int otherwise)
    {
        var at = Array.IndexOf(options, name);
        return at >= 0 && at + 1 < options.Length ? int.Parse(options[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }

    private static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
