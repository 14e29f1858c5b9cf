using System.Globalization;
using ClientVitals.Benchmarks.Timetables;
using ClientVitals.Database;
using ClientVitals.Migrations;

namespace ClientVitals.Benchmarks;

/// <summary>Servers on one database, killed, frozen and stopped at random at a sixtyfold clock: each slot once, the ledger honest.</summary>
internal static class ServerChaos
{
    public static async Task<int> RunAsync(string[] options)
    {
        Rows.Teach();
        var (servers, minutes, seed) = (Option(options, "--servers", 3), Option(options, "--minutes", 10), Option(options, "--seed", 1));
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"vitals-chaos-{Environment.ProcessId}"));
        var cluster = new EmbeddedPostgres(new VitalsHome(folder.FullName));
        try
        {
            var address = await cluster.StartAsync();
            await EmbeddedPostgres.MakeDatabaseAsync(address, "chaos", template: null, CancellationToken.None);
            await using var database = VitalsDatabase.At(address.To("chaos", ClusterAddress.Server), address.To("chaos", ClusterAddress.Owner));
            await new PushMigrations(database, MigrationFile.Folder()).RunAsync(null, CancellationToken.None);
            var found = await new TimetableTrial(database, address.To("chaos", ClusterAddress.Server).ConnectionString, servers, seed, Console.WriteLine)
                .RunAsync(TimeSpan.FromMinutes(minutes), CancellationToken.None);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{servers} servers, {minutes} minutes, seed {seed}: {found.Kills} killed, {found.Pauses} frozen, {found.Stops} stopped (slowest {found.SlowestStop.TotalSeconds:0.0} s); {found.Slots} slots, {found.Succeeded} succeeded in {found.Begun} attempts; {found.Faults.Count} faults"));
            foreach (var fault in found.Faults.Take(20))
                Console.WriteLine("  " + fault);
            return found.Faults.Count == 0 ? 0 : 1;
        }
        finally
        {
            await cluster.StopAsync();
            folder.Delete(recursive: true);
        }
    }

    private static int Option(string[] options, string name, int otherwise)
    {
        var at = Array.IndexOf(options, name);
        return at >= 0 && at + 1 < options.Length ? int.Parse(options[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }
}
