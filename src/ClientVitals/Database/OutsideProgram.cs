using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.Versioning;

namespace ClientVitals.Database;

/// <summary>A program of the system or of PostgreSQL, run to its end.</summary>
/// <param name="ExitCode">What it returned; 127 when there is no such program.</param>
/// <param name="Output">What it wrote on both streams.</param>
public sealed record OutsideProgram(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>Runs <paramref name="file"/>, as <paramref name="user"/> when one is named, and waits for it.</summary>
    public static async Task<OutsideProgram> RunAsync(string file, IReadOnlyList<string> arguments, string? user, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            // A folder that every user can enter: the caller's may be closed to the service user.
            WorkingDirectory = OperatingSystem.IsWindows() ? Environment.SystemDirectory : "/",
        };
        start.Environment["LC_ALL"] = "C";
        if (user is not null && !OperatingSystem.IsWindows())
        {
            BecomeUser(start, user);
        }
        try
        {
            using var process = Process.Start(start) ?? throw new PlainError($"The program {file} could not be started.");
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var errors = process.StandardError.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            return new(process.ExitCode, (await output + await errors).Trim());
        }
        catch (Win32Exception error)
        {
            return new(127, error.Message);
        }
    }

    /// <summary>The first program of that name on the PATH or in the system's own folders; null when there is none.</summary>
    public static string? Find(string name)
    {
        var file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).AsEnumerable();
        if (!OperatingSystem.IsWindows())
        {
            folders = folders.Concat(["/usr/sbin", "/sbin", "/usr/bin", "/bin"]);
        }
        return folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
    }

    [UnsupportedOSPlatform("windows")]
    private static void BecomeUser(ProcessStartInfo start, string user)
    {
        start.UserName = user;
        start.Environment["HOME"] = "/";
        start.Environment["USER"] = user;
        start.Environment["LOGNAME"] = user;
    }
}
