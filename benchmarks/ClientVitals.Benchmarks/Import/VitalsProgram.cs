using System.Diagnostics;
using System.Globalization;

namespace ClientVitals.Benchmarks.Import;

/// <summary>The command line as a process of its own, as people run it; so that it can be killed, and its memory be read.</summary>
/// <param name="Home">Its VITALS_HOME.</param>
/// <param name="DatabaseUrl">Its DATABASE_URL; null = the embedded database.</param>
public sealed record VitalsProgram(string Home, string? DatabaseUrl = null)
{
    /// <summary>How a run ended.</summary>
    /// <param name="Exit">Its exit code; 137 when it was killed.</param>
    /// <param name="PeakMemory">Most memory it held at once, bytes; 0 where the system does not say.</param>
    public sealed record Ended(int Exit, string Said, string Complained, long PeakMemory, TimeSpan Took);

    /// <summary>Starts the command line.</summary>
    public Process Start(params string[] words)
    {
        // Another build of it can be measured by the same benchmark.
        var program = Path.Combine(Environment.GetEnvironmentVariable("VITALS_MEASURED") is { Length: > 0 } other ? other : AppContext.BaseDirectory, "vitals.dll");
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet", ["exec", program, .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root && File.Exists(Path.Combine(root, "dotnet")))
            start.FileName = Path.Combine(root, "dotnet");
        start.Environment["VITALS_HOME"] = Home;
        start.Environment.Remove("DATABASE_ADMIN_URL");
        start.Environment.Remove("DATABASE_URL");
        if (DatabaseUrl is not null)
            start.Environment["DATABASE_URL"] = DatabaseUrl;
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end.</summary>
    public Task<Ended> RunAsync(params string[] words) => EndAsync(Start(words));

    /// <summary>Waits for the end of what was started; fifteen minutes at most, so that a run that hangs is seen.</summary>
    public static async Task<Ended> EndAsync(Process process)
    {
        ArgumentNullException.ThrowIfNull(process);
        using (process)
        {
            var clock = Stopwatch.StartNew();
            var said = process.StandardOutput.ReadToEndAsync();
            var complained = process.StandardError.ReadToEndAsync();
            long peak = 0;
            while (!process.HasExited)
            {
                peak = Math.Max(peak, PeakOf(process.Id));
                if (clock.Elapsed > TimeSpan.FromMinutes(15))
                {
                    process.Kill();
                    throw new TimeoutException("The program did not end within fifteen minutes.");
                }
                await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(50));
            }
            return new Ended(process.ExitCode, await said, await complained, peak, clock.Elapsed);
        }
    }

    /// <summary>The high-water mark that Linux keeps.</summary>
    private static long PeakOf(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
