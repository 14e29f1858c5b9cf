using System.Diagnostics;
using System.Globalization;
using ClientVitals.Benchmarks.Book;
using ClientVitals.Database;
using ClientVitals.HealthScores.Runs;
using ClientVitals.Migrations;
using Dapper;
using Npgsql;

namespace ClientVitals.Benchmarks.Health;

/// <summary>
/// A week of scorings of a whole book with sessions, packages and calls, each beside the bare writes of the same rows:
/// <c>health book [--clients 100000] [--sessions 50] [--times 1] [--home FOLDER]</c>. A home is kept, and not filled again.
/// </summary>
internal static class HealthBook
{
    private const int Rounds = 7;

    public static async Task<int> RunAsync(string[] options)
    {
        Rows.Teach();
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"vitals-health-{Environment.ProcessId}")).FullName;
        var home = Array.IndexOf(options, "--home") is var at and >= 0 ? options[at + 1] : folder;
        var cluster = new EmbeddedPostgres(new VitalsHome(home));
        try
        {
            await EmbeddedPostgres.MakeDatabaseAsync(await cluster.StartAsync(), "scored", template: null, default);
            await using var database = VitalsDatabase.Embedded("scored", cluster);
            await new PushMigrations(database, MigrationFile.Folder()).RunAsync(null, default);
            await using var db = await database.OpenAdminAsync();
            var now = DateTimeOffset.UtcNow;
            if (!await db.ExecuteScalarAsync<bool>("select exists (select from public.clients)"))
                await FillAsync(db, now, options);
            Console.WriteLine(await db.ExecuteScalarAsync<string>(
                "select format('%s clients, %s sessions, %s packages, %s payments, %s calls', (select count(*) from clients), (select count(*) from sessions), (select count(*) from packages), (select count(*) from payments), (select count(*) from call_records))", commandTimeout: 0));
            var begin = await db.ExecuteScalarAsync<DateTimeOffset?>("select max(calculated_at) from public.client_health_scores") is { } last && last >= now ? last.AddDays(1) : now;
            await WeekAsync(database, db, home, begin);
            return 0;
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await cluster.StopAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task WeekAsync(VitalsDatabase database, NpgsqlConnection db, string home, DateTimeOffset begin)
    {
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var day = 0; day < Rounds; day++)
        {
            var now = begin.AddDays(day);
            // The source told of its sessions this morning, too.
            await db.ExecuteAsync("insert into public.deliveries (source, name, entity, state, started_at, finished_at, read, added) values ('csv', 'sessions.csv', 'sessions', 'succeeded', @at, @at, 0, 0)", new { at = now.AddHours(-1) });
            var (clock, spent) = (Stopwatch.StartNew(), ProcessorTime.Of(home));
            var progress = new Said(clock);
            var done = await new ScoreHealth().RunAsync(database, now, "person", progress, default);
            ours.Add(clock.Elapsed.TotalSeconds);
            var (program, server) = ProcessorTime.Of(home).Since(spent);
            theirs.Add(await YardstickAsync(db));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"day {day + 1}: {ours[^1]:0.00} s (program {program:0.0} s, server {server:0.0} s of processor time), {done.Scored} of {done.Clients} scored, {done.Written} rows; the bare writes {theirs[^1]:0.00} s{progress}"));
        }
        var hot = await db.QuerySingleAsync<(long All, long Hot)>("select n_tup_upd, n_tup_hot_upd from pg_stat_user_tables where relname = 'client_health_scores'");
        var peak = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"median {Figure.Median(ours.Skip(1)):0.00} s, the bare writes {Figure.Median(theirs.Skip(1)):0.00} s; updates in place {(double)hot.Hot / hot.All:0.000} of {hot.All}; {peak}"));
    }

    private static async Task<double> YardstickAsync(NpgsqlConnection db)
    {
        await using var work = await db.BeginTransactionAsync();
        await db.ExecuteAsync(await TextAsync("Lay"), commandTimeout: 0);
        await db.ExecuteAsync("analyze only_writes");
        var clock = Stopwatch.StartNew();
        await db.ExecuteAsync(await TextAsync("Yardstick"), commandTimeout: 0);
        var seconds = clock.Elapsed.TotalSeconds;
        await work.RollbackAsync();
        // What was rolled back is not left for the next scoring to step over.
        await db.ExecuteAsync("vacuum public.client_health_scores, public.client_health_history", commandTimeout: 0);
        return seconds;
    }

    private static async Task FillAsync(NpgsqlConnection db, DateTimeOffset now, string[] options)
    {
        int Number(string name, int usual) => Array.IndexOf(options, name) is var at and >= 0 ? int.Parse(options[at + 1], CultureInfo.InvariantCulture) : usual;
        var clock = Stopwatch.StartNew();
        var about = new { now, clients = Number("--clients", 100_000), sessions = Number("--sessions", 50), times = Number("--times", 1) };
        await db.ExecuteAsync(await TextAsync("Fill"), about, commandTimeout: 0);
        await db.ExecuteAsync("vacuum (analyze)", commandTimeout: 0);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"filled in {clock.Elapsed.TotalSeconds:0} s"));
    }

    private static Task<string> TextAsync(string name) => File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Health", $"HealthBook.{name}.sql"));

    /// <summary>When each part of the work began.</summary>
    private sealed class Said(Stopwatch clock) : IProgress<string>
    {
        private readonly List<string> _lines = [];

        public void Report(string value) => _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds:0.0} {value}"));

        public override string ToString() => _lines.Count == 0 ? "" : "\n  " + string.Join("\n  ", _lines.Where((line, place) => !line.Contains("done", StringComparison.Ordinal) || place == _lines.Count - 1));
    }
}
