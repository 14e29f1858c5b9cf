using System.Diagnostics;
using System.Text.RegularExpressions;
using ClientVitals.Database;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.House;

/// <summary>
/// docs/operations.md is run as written, from its first command to its last, in one shell: the embedded database in a home of the test's
/// own, and a PostgreSQL 15 of the test's own as the managed server.
/// </summary>
public sealed partial class OperationsLaw : IDisposable
{
    /// <summary>Marks of blocks that are not run here, each with its reason; any other mark fails.</summary>
    private static readonly Dictionary<string, string> NotRun = new()
    {
        ["sh-yours"] = "values that only the reader knows; the test sets the same variables",
        ["sh-adopted"] = "needs the owner's database; AdoptByTheProgramTests runs it there",
        ["sh-git"] = "changes the checkout",
        ["sh-systemd"] = "needs systemd",
        ["sh-container"] = "needs a container engine",
        ["sh-supabase"] = "needs Supabase's servers",
        ["ini"] = "a file, not a command",
        ["caddy"] = "a file, not a command",
        ["nginx"] = "a file, not a command",
    };

    private readonly string home = TestCluster.FreshFolder();
    private readonly string drill = TestCluster.FreshFolder();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Page => File.ReadAllText(Path.Combine(TestCluster.Root(), "docs", "operations.md"));

    [Fact]
    public void Each_block_is_run_or_says_by_its_mark_why_not() =>
        Blocks().Select(block => block.Mark).Where(mark => mark != "sh" && !NotRun.ContainsKey(mark)).ShouldBeEmpty();

    [Fact]
    public void What_only_the_reader_knows_are_variables_that_the_test_sets_too()
    {
        var told = Blocks().Where(block => block.Mark == "sh-yours").SelectMany(block => VariableName().Matches(block.Text)).Select(match => match.Groups[1].Value);
        told.ShouldBe(["ADMINISTRATOR", "OWNER_PASSWORD", "SERVING_PASSWORD", "DATABASE_ADMIN_URL", "DATABASE_URL", "OTEL_EXPORTER_OTLP_ENDPOINT"]);
    }

    [Fact]
    public async Task Every_command_works_as_it_is_written()
    {
        await using var managed = await TestCluster.OldestAsync(Cancel);
        var script = new List<string> { "set -eu -o pipefail" };
        foreach (var block in Blocks())
        {
            if (block.Mark == "sh-yours")
            {
                var to = managed.Address;
                script.Add($"""
                    export ADMINISTRATOR='{to.Url("postgres", ClusterAddress.Superuser)}' OWNER_PASSWORD=owner-word SERVING_PASSWORD=server-word
                    export DATABASE_ADMIN_URL='{Url(to, "vital_owner", "owner-word")}' DATABASE_URL='{Url(to, "vital_server", "server-word")}'
                    """);
            }
            else if (block.Mark == "sh")
            {
                // Shown before it is run, so that a failure names its command.
                script.AddRange(block.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"printf '%s\\n' {Quoted("$ " + line)}\n{line}"));
            }
        }
        var (exit, output) = await RunAsync(string.Join('\n', script));
        exit.ShouldBe(0, output);
        Regex.Count(output, "^\\$ ", RegexOptions.Multiline).ShouldBeGreaterThan(30);
    }

    public void Dispose()
    {
        foreach (var folder in new[] { home, drill })
        {
            new EmbeddedPostgres(new VitalsHome(folder)).StopAsync().GetAwaiter().GetResult();
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<(int Exit, string Output)> RunAsync(string script)
    {
        var folder = Directory.CreateDirectory(Path.Combine(home, "page")).FullName;
        var program = Path.Combine(folder, "vitals");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\nexec {Quoted(BuiltProgram.Executable)} \"$@\"\n", Cancel);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        await File.WriteAllTextAsync(Path.Combine(folder, "page.sh"), script + "\n", Cancel);
        var start = new ProcessStartInfo("bash", ["-c", "exec bash page.sh 2>&1 < /dev/null"]) { RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = folder };
        foreach (var named in new[] { "DATABASE_URL", "DATABASE_ADMIN_URL", "VITALS_POSTGRES_BIN" })
        {
            start.Environment.Remove(named);
        }
        start.Environment["VITALS_HOME"] = home;
        start.Environment["DRILL_HOME"] = drill;
        start.Environment["BACKUP_PASSPHRASE"] = "of the test";
        start.Environment["VITALS_ROOT"] = TestCluster.Root();
        start.Environment["DOTNET_ROOT"] = BuiltProgram.Runtime;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, output);
    }

    private static string Url(ClusterAddress to, string user, string password) =>
        $"postgresql://{user}:{password}@/vital_suite?host={Uri.EscapeDataString(to.Host)}&port={to.Port}";

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>The page's blocks with their marks, in order.</summary>
    internal static IEnumerable<(string Mark, string Text)> Blocks() =>
        Fence().Matches(Page.ReplaceLineEndings("\n")).Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    [GeneratedRegex("^```([a-z-]*)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("(?:export |\\s)([A-Z_]+)=")]
    private static partial Regex VariableName();
}
