using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ClientVitals.Cli;
using ClientVitals.Tests;
using Microsoft.Win32.SafeHandles;
using Xunit;

[assembly: AssemblyFixture(typeof(CommandHosts))]

namespace ClientVitals.Tests;

/// <summary>
/// The command line in a process that stays. One command after another enters where the program's own <c>Main</c> does (<c>Door.RunAsync</c>),
/// with arguments, environment, folder and standard streams of its own. To start .NET for each costs ten times what most commands do.
/// </summary>
internal sealed class CommandHost : IDisposable
{
    private const string Mark = "VITALS_COMMAND_HOST";

    private readonly Process process;

    private CommandHost()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(CommandHost).Assembly.Location);
        start.Environment[Mark] = "1";
        process = Process.Start(start)!;
    }

    /// <summary>How one command ended.</summary>
    internal sealed record Ended(int Exit, string Said, string Complained);

    /// <summary>One command: its streams are files, which hold what it wrote also when it is large.</summary>
    private sealed record Asked(IReadOnlyList<string> Arguments, Dictionary<string, string?> Environment, string Folder, string Said, string Complained);

    /// <summary>Whether this process was started as one.</summary>
    public static bool IsAsked => Environment.GetEnvironmentVariable(Mark) is { Length: > 0 };

    /// <summary>Starts a host, or takes one that is free.</summary>
    public static CommandHost Take() => CommandHosts.Free.TryTake(out var free) ? free : new();

    /// <summary>Runs one command to its end.</summary>
    /// <param name="environment">Beside what this process has; null = not there.</param>
    public async Task<Ended> RunAsync(IReadOnlyList<string> arguments, Dictionary<string, string?> environment, string folder)
    {
        var (said, complained) = (Path.GetTempFileName(), Path.GetTempFileName());
        try
        {
            await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new Asked(arguments, environment, folder, said, complained)));
            await process.StandardInput.FlushAsync();
            return await process.StandardOutput.ReadLineAsync() is { } exit
                ? new(int.Parse(exit, CultureInfo.InvariantCulture), await File.ReadAllTextAsync(said), await File.ReadAllTextAsync(complained))
                : throw new InvalidOperationException($"The program broke: vitals {string.Join(' ', arguments)}\n{await process.StandardError.ReadToEndAsync()}{await File.ReadAllTextAsync(complained)}");
        }
        finally
        {
            File.Delete(said);
            File.Delete(complained);
        }
    }

    /// <summary>Gives it back for the next command.</summary>
    public void GiveBack() => CommandHosts.Free.Add(this);

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    /// <summary>Runs commands until no more are sent.</summary>
    public static async Task ServeAsync()
    {
        using var requests = new StreamReader(new FileStream(new SafeFileHandle(Dup(0), ownsHandle: true), FileAccess.Read, 1));
        await using var answers = new FileStream(new SafeFileHandle(Dup(1), ownsHandle: true), FileAccess.Write, 1);
        // A command that reads its standard input finds it closed, as the tests start the program.
        using (var nothing = File.OpenHandle("/dev/null"))
            Put(nothing, 0);
        while (await requests.ReadLineAsync() is { } line)
        {
            var exit = await RunAsync(JsonSerializer.Deserialize<Asked>(line)!);
            await answers.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{exit}\n")));
            await answers.FlushAsync();
        }
    }

    private static async Task<int> RunAsync(Asked asked)
    {
        var before = asked.Environment.Keys.ToDictionary(name => name, Environment.GetEnvironmentVariable);
        Set(asked.Environment);
        Directory.SetCurrentDirectory(asked.Folder);
        Redirect(asked.Said, 1);
        Redirect(asked.Complained, 2);
        await using var said = Writer(Console.OpenStandardOutput());
        await using var complained = Writer(Console.OpenStandardError());
        Console.SetOut(said);
        Console.SetError(complained);
        try
        {
            return await Door.RunAsync([.. asked.Arguments]);
        }
        finally
        {
            Set(before);
        }
    }

    private static void Set(Dictionary<string, string?> environment)
    {
        foreach (var (name, value) in environment)
            Environment.SetEnvironmentVariable(name, value);
    }

    private static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };

    private static void Redirect(string path, int stream)
    {
        using var file = File.OpenHandle(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        Put(file, stream);
    }

    /// <summary>Makes a standard stream lead to a file.</summary>
    private static void Put(SafeFileHandle file, int stream)
    {
        if (Dup2((int)file.DangerousGetHandle(), stream) < 0)
            throw new IOException($"Standard stream {stream} cannot be redirected (error {Marshal.GetLastPInvokeError()}).");
    }

    [DllImport("libc", EntryPoint = "dup", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Dup(int stream);

    [DllImport("libc", EntryPoint = "dup2", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Dup2(int from, int to);
}

/// <summary>The hosts of a run that are free: each is lent to one command at a time, and ended with the run.</summary>
public sealed class CommandHosts : IAsyncLifetime
{
    internal static ConcurrentBag<CommandHost> Free { get; } = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        while (Free.TryTake(out var host))
            host.Dispose();
        return ValueTask.CompletedTask;
    }
}
