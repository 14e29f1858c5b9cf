using System.Diagnostics;
using System.Globalization;
using ClientVitals.Database;
using Npgsql;
using Xunit;

namespace ClientVitals.Tests;

/// <summary>
/// A real pgbouncer before a test's server, that lends a few server connections out by the transaction: who leaves something
/// on one leaves it to the next.
/// </summary>
internal sealed class Pooler : IAsyncDisposable
{
    private const int Port = 6432;

    private readonly ClusterAddress behind;
    private readonly string folder;
    private readonly Process process;

    private Pooler(ClusterAddress behind, string folder, Process process)
    {
        this.behind = behind;
        this.folder = folder;
        this.process = process;
    }

    /// <summary>Starts it. Where pgbouncer is not installed the test counts as not run; in CI it fails.</summary>
    /// <param name="behind">The server.</param>
    /// <param name="connections">How many server connections each login has in each database.</param>
    /// <param name="mode">pgbouncer's pool_mode.</param>
    public static async Task<Pooler> StartAsync(ClusterAddress behind, int connections, CancellationToken cancel, string mode = "transaction")
    {
        if (OutsideProgram.Find("pgbouncer") is not { } program)
        {
            const string Missing = "pgbouncer is not installed (Debian 12: sudo apt-get install pgbouncer).";
            Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")), Missing);
            throw new InvalidOperationException(Missing);
        }
        var folder = TestCluster.FreshFolder();
        var file = (string name) => Path.Combine(folder, name);
        await File.WriteAllLinesAsync(file("users.txt"), behind.Passwords.Select(login => $"\"{login.Key}\" \"{login.Value}\""), cancel);
        await File.WriteAllTextAsync(file("pgbouncer.ini"), string.Create(CultureInfo.InvariantCulture, $"""
            [databases]
            * = host={behind.Host} port={behind.Port}
            [pgbouncer]
            listen_addr =
            unix_socket_dir = {folder}
            listen_port = {Port}
            auth_type = plain
            auth_file = {file("users.txt")}
            pool_mode = {mode}
            default_pool_size = {connections}
            query_wait_timeout = 30
            ignore_startup_parameters = extra_float_digits
            """), cancel);
        string[] arguments = ["-q", file("pgbouncer.ini")];
        // It refuses to run as root, and the server's socket is open to its own user alone.
        if (await ServiceUser.FindAsync(cancel) is { } user)
        {
            await ServiceUser.GiveAsync(folder, user, cancel);
            arguments = ["-u", user, .. arguments];
        }
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        var pooler = new Pooler(behind, folder, Process.Start(start)!);
        for (var tries = 0; !File.Exists(file($".s.PGSQL.{Port}")); tries++)
        {
            if (pooler.process.HasExited || tries > 600)
            {
                pooler.process.Kill();
                throw new InvalidOperationException($"pgbouncer did not start: {await pooler.process.StandardError.ReadToEndAsync(cancel)}");
            }
            await Task.Delay(50, cancel);
        }
        pooler.process.ErrorDataReceived += (_, _) => { };
        pooler.process.BeginErrorReadLine();
        return pooler;
    }

    /// <summary>How a login reaches a database through it.</summary>
    public NpgsqlConnectionStringBuilder To(string database, string role)
    {
        var through = behind.To(database, role);
        (through.Host, through.Port) = (folder, Port);
        return through;
    }

    /// <summary>The same database, both addresses through the pooler.</summary>
    public VitalsDatabase Through(VitalsDatabase direct) =>
        VitalsDatabase.At(To(direct.Name, ClusterAddress.Server), To(direct.Name, ClusterAddress.Owner));

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
