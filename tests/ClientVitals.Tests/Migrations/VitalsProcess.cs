using System.Diagnostics;
using System.Globalization;
using ClientVitals.Database;

namespace ClientVitals.Tests.Migrations;

/// <summary>The program itself on a database and a folder supabase of the test's own.</summary>
internal static class VitalsProcess
{
    /// <summary>Starts it as another process; the caller waits for it or kills it.</summary>
    public static Process Start(string url, string root, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "vitals.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["DATABASE_URL"] = url;
        start.Environment["VITALS_ROOT"] = root;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Runs it to its end, in a process of its own.</summary>
    public static async Task<(int ExitCode, string Output)> RunAloneAsync(string url, string root, params string[] arguments)
    {
        using var process = Start(url, root, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Runs one command to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string url, string root, params string[] arguments)
    {
        var (exit, said, complained) = await BuiltProgram.EndAsync(arguments, new() { ["DATABASE_URL"] = url, ["VITALS_ROOT"] = root }, Path.GetTempPath());
        return (exit, said + complained);
    }

    /// <summary>A server's address as the program takes it.</summary>
    public static string Url(TestCluster cluster, VitalsDatabase database, string role = ClusterAddress.Owner) =>
        cluster.Address.To(database.Name, role).ConnectionString;

    /// <summary>A TCP port that was free a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return int.Parse(listener.LocalEndpoint.ToString()!.Split(':')[^1], CultureInfo.InvariantCulture);
    }
}
