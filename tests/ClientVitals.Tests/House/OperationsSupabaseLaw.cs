using System.Diagnostics;
using System.Text.RegularExpressions;
using ClientVitals.Database;
using ClientVitals.Tests.Migrations;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.House;

/// <summary>docs/operations-supabase.md is a true transcript: its commands are run, and print what is written there.</summary>
public sealed partial class OperationsSupabaseLaw(SupabaseCommandLine theirs) : IClassFixture<SupabaseCommandLine>, IDisposable
{
    /// <summary>Later migrations are not in the transcript; released ones never change.</summary>
    private const string AfterTheTranscript = "20251214";

    private readonly string folder = Directory.CreateTempSubdirectory("cv-turns-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Every_command_prints_what_is_written_below_it()
    {
        var told = Console().Matches((await File.ReadAllTextAsync(Path.Combine(TestCluster.Root(), "docs", "operations-supabase.md"), Cancel)).ReplaceLineEndings("\n"))
            .SelectMany(block => block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToList();
        told.Count(line => line.StartsWith("$ ", StringComparison.Ordinal)).ShouldBeGreaterThan(15);
        (await RunAsync(told.Where(line => line.StartsWith("$ ", StringComparison.Ordinal)).Select(line => line[2..]))).ShouldBe(string.Join('\n', told));
    }

    /// <summary>Runs the commands in one shell, in a copy of the folder supabase; what is of this run alone gives way to what a reader sees.</summary>
    private async Task<string> RunAsync(IEnumerable<string> commands)
    {
        await using var database = await theirs.EmptyAsync(Cancel);
        Copy(Path.Combine(TestCluster.Root(), "supabase"), Path.Combine(folder, "supabase"));
        await WriteProgramAsync("vitals", BuiltProgram.Executable);
        await WriteProgramAsync("supabase-cli", SupabaseCommandLine.Program);
        // A command that refuses is part of the transcript.
        var script = commands.Select(command => $"printf '%s\\n' {Quoted("$ " + command)}\n{command} || true").Prepend("supabase() { ./supabase-cli \"$@\"; }");
        await File.WriteAllTextAsync(Path.Combine(folder, "turns.sh"), string.Join('\n', script) + "\n", Cancel);
        var start = new ProcessStartInfo("bash", ["-c", "exec bash turns.sh 2>&1 < /dev/null"]) { RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = folder };
        start.Environment["DATABASE_ADMIN_URL"] = start.Environment["DATABASE_URL"] = theirs.Address.Url(database.Name, ClusterAddress.Owner);
        start.Environment["VITALS_ROOT"] = folder;
        start.Environment["DOTNET_ROOT"] = BuiltProgram.Runtime;
        start.Environment["SUPABASE_TELEMETRY_DISABLED"] = "1";
        start.Environment["DO_NOT_TRACK"] = "1";
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        said = said.Replace($"127.0.0.1:{theirs.Address.Port}", "db.example.com:5432", StringComparison.Ordinal)
            .Replace($"{database.Name} at db.example.com:5432", "vital_suite at db.example.com", StringComparison.Ordinal)
            .Replace(ClusterAddress.Owner, "vital_owner", StringComparison.Ordinal);
        said = Milliseconds().Replace(Moment().Replace(said, "2026-01-05 08:00Z"), "(20 ms)");
        return string.Join('\n', said.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd()));
    }

    private async Task WriteProgramAsync(string name, string runs)
    {
        var path = Path.Combine(folder, name);
        await File.WriteAllTextAsync(path, $"#!/bin/sh\nexec {Quoted(runs)} \"$@\"\n", Cancel);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static void Copy(string from, string to)
    {
        foreach (var part in new[] { "migrations", "verify", "rollback" })
        {
            Directory.CreateDirectory(Path.Combine(to, part));
            foreach (var file in Directory.GetFiles(Path.Combine(from, part)).Where(file => string.CompareOrdinal(Path.GetFileName(file), AfterTheTranscript) < 0))
            {
                File.Copy(file, Path.Combine(to, part, Path.GetFileName(file)));
            }
        }
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex("^```console\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Console();

    [GeneratedRegex("20[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}Z")]
    private static partial Regex Moment();

    [GeneratedRegex(@"\([0-9]+ ms\)")]
    private static partial Regex Milliseconds();
}
