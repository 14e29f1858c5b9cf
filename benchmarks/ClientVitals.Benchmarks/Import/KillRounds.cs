using System.Diagnostics;
using System.Globalization;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Migrations;
using Dapper;
using Npgsql;

namespace ClientVitals.Benchmarks.Import;

/// <summary>
/// Kills (−9) the program, its PostgreSQL backend or the postmaster at a random moment of an import, runs the same command
/// again, and compares what the database says with one clean run. On the embedded database and over DATABASE_URL in turn. The
/// moment is drawn from the time during which the import's transaction is open; an import that ended first is started again, so
/// that every round is a real kill.
/// <c>dotnet run -c Release --project benchmarks/ClientVitals.Benchmarks -- kill-rounds [--rounds 50] [--lines 20000]</c>
/// </summary>
/// <param name="folder">A folder that PostgreSQL's user can reach; its content is the harness's own.</param>
public sealed class KillRounds(string folder, int lines, Action<string> say)
{
    private readonly EmbeddedPostgres _cluster = new(new VitalsHome(Path.Combine(folder, "home")));
    private readonly Random _random = new(20251208);
    private readonly string _file = Path.Combine(folder, "calls.csv");
    private ClusterAddress _address = null!;
    private int _port;

    private enum Victim
    {
        Program,
        Backend,
        Postmaster,
    }

    /// <summary>How the rounds went.</summary>
    /// <param name="Rounds">Imports whose victim died before they had ended.</param>
    /// <param name="TooLate">Imports that ended first and were started again.</param>
    /// <param name="Equal">Rounds after whose second run the database equals the clean one.</param>
    public sealed record Outcome(int Rounds, int TooLate, int Equal);

    /// <summary>Runs the rounds.</summary>
    public async Task<Outcome> RunAsync(int rounds)
    {
        await using (var to = File.Create(_file))
            new OddCalls(42, lines, corrections: true).Write(to);
        try
        {
            await PrepareAsync();
            var (expected, took) = await CleanAsync();
            var (tooLate, equal) = (0, 0);
            for (var round = 1; round <= rounds; round++)
            {
                var victim = (Victim)(round % 3);
                var overTcp = round % 2 == 0;
                var (hit, exit, sentence) = (false, 0, "");
                while (!hit)
                {
                    // A postmaster killed just after the import had ended is down all the same.
                    NpgsqlConnection.ClearAllPools();
                    _address = await _cluster.StartAsync(_port);
                    await EmptyAsync();
                    (hit, exit, sentence) = await StrikeAsync(victim, Program(overTcp), took);
                    tooLate += hit ? 0 : 1;
                    if (tooLate > 10 * rounds)
                        throw new InvalidOperationException("Hardly any kill was in time; give more --lines.");
                }
                await AgainAsync(overTcp);
                var now = await HashAsync();
                equal += now == expected ? 1 : 0;
                say(string.Create(CultureInfo.InvariantCulture, $"round {round,3} {victim,-10} {(overTcp ? "DATABASE_URL" : "embedded"),-12} exit {exit,3}: {(now == expected ? "equal" : "DIFFERENT")}{(sentence.Length > 0 ? $" · {sentence}" : "")}"));
            }
            return new Outcome(rounds, tooLate, equal);
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await _cluster.StopAsync();
        }
    }

    private async Task PrepareAsync()
    {
        using (var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0))
        {
            listener.Start();
            _port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        }
        _address = await _cluster.StartAsync(_port);
        await using var database = Database();
        await new PushMigrations(database, MigrationFile.Folder()).RunAsync(null, default);
        await using (var work = await database.BeginAsync(ClientVitals.Database.Principal.Program, DateTimeOffset.UnixEpoch, default))
        {
            await new ChangeSettings(BusinessZone: "Asia/Dubai").RunAsync(work, default);
            await work.CommitAsync(default);
        }
        await database.DoAsync(new RebuildRollups(), ClientVitals.Database.Principal.Program, DateTimeOffset.UnixEpoch, default);
    }

    private VitalsDatabase Database() => VitalsDatabase.Embedded(cluster: _cluster);

    private VitalsProgram Program(bool overTcp)
    {
        var address = new NpgsqlConnectionStringBuilder(_address.To(VitalsDatabase.DefaultName, ClusterAddress.Owner).ConnectionString) { Host = "127.0.0.1", Port = _port };
        return new VitalsProgram(_cluster.Home.Path, overTcp ? address.ConnectionString : null);
    }

    private async Task<(string Expected, TimeSpan Took)> CleanAsync()
    {
        // The first run is cold; the moments of the kills are drawn within the shortest.
        var took = TimeSpan.MaxValue;
        for (var run = 0; run < 3; run++)
        {
            await EmptyAsync();
            await using var watch = await WatchAsync();
            var ending = VitalsProgram.EndAsync(Program(run % 2 == 0).Start("calls", "import", _file));
            await BeginAsync(watch, ending);
            var open = Stopwatch.StartNew();
            var ended = await ending;
            if (ended.Exit != 0)
                throw new InvalidOperationException($"The clean run failed: {ended.Complained}");
            took = open.Elapsed < took ? open.Elapsed : took;
        }
        var expected = await HashAsync();
        say(string.Create(CultureInfo.InvariantCulture, $"clean run: the import's transaction is open for {took.TotalSeconds:0.0} s, {lines} lines\n{expected}"));
        return (expected, took);
    }

    private async Task EmptyAsync()
    {
        await using var database = Database();
        await using var db = await database.OpenAdminAsync();
        await db.ExecuteAsync("truncate public.clients, public.staff, public.client_health_scores, public.deliveries, public.call_records cascade");
    }

    /// <summary>Whether the victim died while the import ran, how the program ended, and its sentence.</summary>
    private async Task<(bool Hit, int Exit, string Sentence)> StrikeAsync(Victim victim, VitalsProgram program, TimeSpan took)
    {
        await using var watch = await WatchAsync();
        var process = program.Start("calls", "import", _file);
        var id = process.Id;
        var ending = VitalsProgram.EndAsync(process);
        await BeginAsync(watch, ending);
        await Task.WhenAny(ending, Task.Delay(took * (_random.NextDouble() * .95)));
        // The connection may have changed since: it is the one whose transaction is open now.
        var hit = !ending.IsCompleted && await KillAsync(victim, id, victim == Victim.Backend ? await BeginAsync(watch, ending) : 0);
        var ended = await ending;
        return (hit && ended.Exit != 0, ended.Exit, ended.Complained.ReplaceLineEndings(" ").Trim());
    }

    /// <summary>False when the victim was gone by itself.</summary>
    private async Task<bool> KillAsync(Victim victim, int program, int backend)
    {
        var pid = victim switch
        {
            Victim.Program => program,
            Victim.Postmaster => int.Parse((await File.ReadAllLinesAsync(Path.Combine(_cluster.Home.Data, "postmaster.pid")))[0], CultureInfo.InvariantCulture),
            _ => backend,
        };
        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>A connection that looks on.</summary>
    private async Task<NpgsqlConnection> WatchAsync()
    {
        var watch = new NpgsqlConnection(_address.To(VitalsDatabase.DefaultName, ClusterAddress.Owner).ConnectionString + ";Pooling=false");
        await watch.OpenAsync();
        return watch;
    }

    /// <summary>Waits until the import's transaction is open; returns the process of its backend, 0 when the import ended first.</summary>
    private static async Task<int> BeginAsync(NpgsqlConnection watch, Task ending)
    {
        while (!ending.IsCompleted)
        {
            // The locks are shown to everybody; when a transaction began, only to its own login.
            var backend = await watch.ExecuteScalarAsync<int>(
                "select coalesce(max(l.pid), 0) from pg_locks l join pg_stat_activity a on a.pid = l.pid where l.locktype = 'virtualxid' and a.usename is not null and a.datname = current_database() and l.pid <> pg_backend_pid()");
            if (backend != 0)
                return backend;
            await Task.Delay(2);
        }
        return 0;
    }

    private async Task AgainAsync(bool overTcp)
    {
        NpgsqlConnection.ClearAllPools();
        // An embedded database is started again by the command itself; another server by the person who runs it.
        if (overTcp)
            _address = await _cluster.StartAsync(_port);
        var ended = await Program(overTcp).RunAsync("calls", "import", _file);
        if (ended.Exit != 0)
            throw new InvalidOperationException($"The second run failed: {ended.Complained}");
        _address = await _cluster.StartAsync(_port);
    }

    private async Task<string> HashAsync()
    {
        await using var database = Database();
        var repaired = (await database.DoAsync(new RebuildRollups(), ClientVitals.Database.Principal.Program, DateTimeOffset.UnixEpoch, default)).Repaired;
        return $"{await ContentHash.OfAsync(database)}\nroll-up rows to repair: {repaired}";
    }
}
