using System.Diagnostics;
using Shouldly;

namespace ClientVitals.Tests;

/// <summary>
/// The built program <c>vitals</c>: what a person types. Commands run in a process that stays (<see cref="CommandHost"/>), or each in a process of
/// its own where the process is what is tested.
/// </summary>
/// <param name="alone">Each command in a process of its own.</param>
internal sealed class BuiltProgram(string servingUrl, string adminUrl, bool alone = false) : IDisposable
{
    /// <summary>What the environment says of databases; none of it reaches a command that does not name it.</summary>
    private static readonly string[] OfDatabases = ["DATABASE_URL", "DATABASE_ADMIN_URL", "VITALS_HOME", "VITALS_POSTGRES_BIN"];

    /// <summary>Where it runs, and where the files it names are.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("cv-program-").FullName;

    /// <summary>Where it keeps what is its own, secrets among it.</summary>
    public string Home => Path.Combine(Folder, "home");

    /// <summary>Runs it to its end and returns what it wrote; it must have been content.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var (exit, said, complained) = await TryAsync(arguments);
        exit.ShouldBe(0, $"vitals {string.Join(' ', arguments)}\n{said}{complained}");
        return said;
    }

    /// <summary>Runs it to its end, whatever that is.</summary>
    public Task<CommandHost.Ended> TryAsync(params string[] arguments) =>
        EndAsync(arguments, new() { ["DATABASE_URL"] = servingUrl, ["DATABASE_ADMIN_URL"] = adminUrl, ["VITALS_HOME"] = Home }, Folder, alone);

    /// <summary>Runs it to its end with these words; what the environment says of databases is taken away first.</summary>
    public static async Task<CommandHost.Ended> EndAsync(IReadOnlyList<string> arguments, Dictionary<string, string> environment, string folder, bool alone = false)
    {
        if (alone || OperatingSystem.IsWindows())
        {
            using var process = Start(arguments, environment, folder);
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return new(process.ExitCode, await output, errors);
        }
        var given = OfDatabases.ToDictionary(name => name, _ => (string?)null);
        given["VITALS_ROOT"] = TestCluster.Root();
        foreach (var (name, value) in environment)
            given[name] = value;
        // One that broke is not lent again.
        var host = CommandHost.Take();
        var ended = await host.RunAsync(arguments, given, folder);
        host.GiveBack();
        return ended;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Starts it with these words; what the environment says of databases is taken away first.</summary>
    public static Process Start(IReadOnlyList<string> arguments, Dictionary<string, string> environment, string? folder = null)
    {
        var start = new ProcessStartInfo(Executable)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder ?? "",
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        foreach (var named in OfDatabases)
        {
            start.Environment.Remove(named);
        }
        start.Environment["VITALS_ROOT"] = TestCluster.Root();
        start.Environment["DOTNET_ROOT"] = Runtime;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{Executable} did not start.");
        process.StandardInput.Close();
        return process;
    }

    /// <summary>The program beside the tests.</summary>
    public static string Executable { get; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "vitals.exe" : "vitals");

    /// <summary>The folder of the .NET that runs these tests.</summary>
    public static string Runtime { get; } =
        Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
}
