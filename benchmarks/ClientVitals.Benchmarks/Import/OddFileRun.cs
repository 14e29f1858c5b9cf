using System.Diagnostics;
using System.Globalization;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Migrations;
using Dapper;
using Npgsql;

namespace ClientVitals.Benchmarks.Import;

/// <summary>
/// A file of which 40 % is bad or odd, imported by the command line: its account against the generator's truth, the same file
/// again, the same lines shuffled, and the program's peak memory.
/// <c>dotnet run -c Release --project benchmarks/ClientVitals.Benchmarks -- odd-file [--lines 1000000]</c>
/// </summary>
internal static class OddFileRun
{
    public static async Task<int> RunAsync(string folder, int lines)
    {
        var cluster = new EmbeddedPostgres(new VitalsHome(Path.Combine(folder, "home")));
        var program = new VitalsProgram(cluster.Home.Path);
        try
        {
            var (file, shuffled) = (Path.Combine(folder, "odd.csv"), Path.Combine(folder, "shuffled.csv"));
            var clock = Stopwatch.StartNew();
            var odd = Write(file, lines, corrections: true, null);
            Say($"{lines} lines, {new FileInfo(file).Length / 1e6:0} MB, {odd.Kinds.Count} kinds, made in {clock.Elapsed.TotalSeconds:0.0} s");
            await using var database = VitalsDatabase.Embedded(cluster: cluster);
            await PrepareAsync(database);

            var agree = await ImportAsync(program, file, $"read {odd.Read} added {odd.Added} unchanged {odd.Unchanged} corrected {odd.Corrected} rejected {odd.Rejected}", odd);
            agree &= await ImportAsync(program, file, $"read {odd.Read} added 0 unchanged {odd.Read - odd.Rejected} corrected 0 rejected {odd.Rejected}", odd);
            Say($"roll-up rows to repair: {(await database.DoAsync(new RebuildRollups(), ClientVitals.Database.Principal.Program, DateTimeOffset.UnixEpoch, default)).Repaired}");

            // Where a call's id comes again with other facts the order matters; this file has none of those.
            await EmptyAsync(database);
            var straight = Write(file, lines, corrections: false, null);
            agree &= await ImportAsync(program, file, $"read {straight.Read} added {straight.Added} unchanged 0 corrected 0 rejected {straight.Rejected}", straight);
            var hash = await ContentHash.OfAsync(database);
            await EmptyAsync(database);
            Write(shuffled, lines, corrections: false, 5);
            agree &= await ImportAsync(program, shuffled, $"read {straight.Read} added {straight.Added} unchanged 0 corrected 0 rejected {straight.Rejected}", straight);
            var same = await ContentHash.OfAsync(database) == hash;
            Say($"shuffled: {(same ? "the same tables" : "OTHER TABLES")}");
            return agree && same ? 0 : 1;
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await cluster.StopAsync();
        }
    }

    private static OddCalls Write(string file, int lines, bool corrections, int? shuffle)
    {
        var odd = new OddCalls(20251208, lines, Math.Max(200, lines / 50), corrections: corrections);
        using var to = new BufferedStream(File.Create(file), 1 << 20);
        odd.Write(to, shuffle);
        return odd;
    }

    private static async Task PrepareAsync(VitalsDatabase database)
    {
        await new PushMigrations(database, MigrationFile.Folder()).RunAsync(null, default);
        await using (var work = await database.BeginAsync(ClientVitals.Database.Principal.Program, DateTimeOffset.UnixEpoch, default))
        {
            await new ChangeSettings(BusinessZone: "Asia/Dubai").RunAsync(work, default);
            await work.CommitAsync(default);
        }
        await database.DoAsync(new RebuildRollups(), ClientVitals.Database.Principal.Program, DateTimeOffset.UnixEpoch, default);
    }

    private static async Task EmptyAsync(VitalsDatabase database)
    {
        await using var db = await database.OpenAdminAsync();
        await db.ExecuteAsync("truncate public.clients, public.staff, public.client_health_scores, public.deliveries, public.call_records cascade");
    }

    private static async Task<bool> ImportAsync(VitalsProgram program, string file, FormattableString expected, OddCalls odd)
    {
        var ended = await program.RunAsync("calls", "import", file, "--format", "json");
        if (ended.Exit != 0)
            throw new InvalidOperationException(ended.Complained);
        using var json = System.Text.Json.JsonDocument.Parse(ended.Said);
        var done = json.RootElement[0];
        long N(string name) => done.GetProperty(name).GetInt64();
        var account = FormattableString.Invariant($"read {N("read")} added {N("added")} unchanged {N("unchanged")} corrected {N("corrected")} rejected {N("rejected")}");
        var truth = FormattableString.Invariant(expected);
        var reasons = Reasons(Path.ChangeExtension(file, ".rejects.csv"));
        var right = account == truth && reasons.SequenceEqual(odd.Reasons);
        Say($"{Path.GetFileName(file)}: {account}; {(right ? "as its maker knows, per reason too" : $"ITS MAKER KNOWS {truth}")}; {ended.Took.TotalSeconds:0.0} s, peak of the program {ended.PeakMemory / 1048576.0:0} MB");
        return right;
    }

    /// <summary>The reasons file, counted.</summary>
    private static SortedDictionary<string, long> Reasons(string file)
    {
        var reasons = new SortedDictionary<string, long>(StringComparer.Ordinal);
        using var reader = CsvHelper.CsvReader.FromFile(file, new CsvHelper.CsvReaderOptions { HasHeader = false });
        reader.Read();
        while (reader.Read())
        {
            var reason = System.Text.Encoding.UTF8.GetString(reader.GetSpan(1));
            reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
        }
        return reasons;
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
