using System.Diagnostics;
using ClientVitals.Database;
using Xunit;

namespace ClientVitals.Tests.Migrations;

/// <summary>
/// Supabase's own command line, installed by npm into a cache outside the tree, and a cluster that it reaches over TCP: it
/// knows no unix sockets.
/// </summary>
public sealed class SupabaseCommandLine : IAsyncLifetime
{
    /// <summary>Pinned: its ledger is the one both must write.</summary>
    public const string Version = "3.1.0";

    private readonly EmbeddedPostgres postgres;
    private readonly VitalsHome home = new(TestCluster.FreshFolderOfCluster());
    private int databases;
    private string? missing;

    public SupabaseCommandLine() => postgres = new(home, new ClusterSettings(Durable: false));

    public ClusterAddress Address { get; private set; } = null!;

    /// <summary>Where npm keeps it: shared by all runs, as <c>.ci/run</c> installs it.</summary>
    private static string Cache => Path.Combine(Path.GetTempPath(), "client-vitals-supabase-" + Version);

    /// <summary>The program itself.</summary>
    public static string Program => Path.Combine(Cache, "node_modules", ".bin", OperatingSystem.IsWindows() ? "supabase.cmd" : "supabase");

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program))
        {
            Directory.CreateDirectory(Cache);
            var (exit, said) = await RunAsync(
                OperatingSystem.IsWindows() ? "npm.cmd" : "npm",
                ["install", "--prefix", Cache, "--no-audit", "--no-fund", "--no-save", "--ignore-scripts", "supabase@" + Version]);
            missing = exit == 0 && File.Exists(Program) ? null : $"npm cannot install supabase@{Version}: {said}";
        }
        Address = await postgres.StartAsync(VitalsProcess.FreePort());
    }

    public async ValueTask DisposeAsync()
    {
        await postgres.StopAsync();
        Directory.Delete(home.Path, recursive: true);
    }

    /// <summary>An empty database. Where the command line cannot be had the test counts as not run; in CI it fails.</summary>
    public async Task<VitalsDatabase> EmptyAsync(CancellationToken cancel)
    {
        if (missing is not null)
        {
            Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")), missing);
            throw new InvalidOperationException(missing);
        }
        var name = $"both_{Interlocked.Increment(ref databases)}";
        await EmbeddedPostgres.MakeDatabaseAsync(Address, name, template: null, cancel);
        return VitalsDatabase.At(Address.To(name, ClusterAddress.Server), Address.To(name, ClusterAddress.Owner));
    }

    /// <summary>Their <c>db push</c> of the folder that holds <paramref name="supabase"/>.</summary>
    public Task<(int Exit, string Said)> PushAsync(VitalsDatabase database, string supabase) =>
        RunAsync(Program, ["db", "push", "--yes", "--remote=" + Address.Url(database.Name, ClusterAddress.Owner), "--workdir", Path.GetDirectoryName(supabase)!]);

    private static async Task<(int Exit, string Said)> RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["SUPABASE_TELEMETRY_DISABLED"] = "1";
        start.Environment["DO_NOT_TRACK"] = "1";
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, await output + await errors);
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            return (127, error.Message);
        }
    }
}
