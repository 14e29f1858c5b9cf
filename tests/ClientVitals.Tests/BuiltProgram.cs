using System.Diagnostics;
using Shouldly;

namespace ClientVitals.Tests;

/// <summary>The built program <c>vitals</c>, run as a process of its own: what a person types, and what can be killed.</summary>
internal sealed class BuiltProgram(string servingUrl, string adminUrl) : IDisposable
{
    /// <summary>Where it runs, and where the files it names are.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("cv-program-").FullName;

    /// <summary>Where it keeps what is its own, secrets among it.</summary>
    public string Home => Path.Combine(Folder, "home");

    /// <summary>Runs it to its end and returns what it wrote; it must have been content.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments, new() { ["DATABASE_URL"] = servingUrl, ["DATABASE_ADMIN_URL"] = adminUrl, ["VITALS_HOME"] = Home }, Folder);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"vitals {string.Join(' ', arguments)}\n{await output}{errors}");
        return await output;
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
        foreach (var named in new[] { "DATABASE_URL", "DATABASE_ADMIN_URL", "VITALS_HOME", "VITALS_POSTGRES_BIN" })
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
