using System.Diagnostics;
using ClientVitals.Tests.House;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Migrations;

/// <summary>The same by the built program, on each kind of server that is promised.</summary>
public sealed class AdoptByTheProgramTests(TestCluster cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task From_the_owners_database_to_an_analysis_every_step_is_clean(bool oldest, bool superuser)
    {
        await using var kind = await ServerKind.MakeAsync(cluster, oldest, superuser, Cancel);
        await OwnersDatabase.MakeAsync(kind.Database);
        using var program = new BuiltProgram(kind.ServingUrl, kind.AdminUrl);
        (await program.RunAsync("db", "adopt", "--dry-run", "--set-aside", "call_records")).ShouldContain("Nothing was changed in ");
        var said = await program.RunAsync("db", "adopt", "--yes", "--set-aside", "call_records");
        said.ShouldContain("- public.call_pattern_analysis \"Allow public insert access\" goes: a policy that allows everybody it names every row");
        said.ShouldContain("= public.client_health_scores .. 204 rows before, 204 after");
        await program.RunAsync("db", "push", "--yes");
        await kind.LetTheServerActAsync(Cancel);
        (await program.RunAsync("db", "verify")).ShouldContain(" 0 failed in ");
        (await program.RunAsync("db", "lint")).ShouldContain("The schema keeps every rule");
        (await program.RunAsync("db", "list")).ShouldNotContain("pending");
        (await program.RunAsync("db", "push", "--yes")).ShouldContain("Up to date");
        (await program.RunAsync("db", "adopt", "--yes")).ShouldContain("was adopted already; nothing was changed");
        await File.WriteAllLinesAsync(Path.Combine(program.Folder, "calls.csv"), ["email,started_at,status", "client1@example.com,2025-12-01 09:00,COMPLETED", "client2@example.com,2025-12-02 09:00,COMPLETED"], Cancel);
        await program.RunAsync("calls", "import", "calls.csv");
        await BringInTheOldCallsAsync(program, kind);
        await program.RunAsync("call-patterns", "analyze", "--as-of", "2025-12-15");
        await program.RunAsync("db", "rollback", "--yes");
        await program.RunAsync("db", "push", "--yes");
        (await program.RunAsync("db", "verify")).ShouldContain(" 0 failed in ");
        await using var admin = await kind.Database.OpenAdminAsync(Cancel);
        (await admin.ExecuteScalarAsync<long>("select count(*) from client_health_scores where client_id is not null")).ShouldBe(204);
        (await admin.ExecuteScalarAsync<long>("select count(*) from call_records where client_id is not null")).ShouldBe(42);
        (await admin.ExecuteScalarAsync<long>("select count(*) from set_aside.call_records")).ShouldBe(40);
    }

    /// <summary>As docs/operations.md says it, word for word.</summary>
    private static async Task BringInTheOldCallsAsync(BuiltProgram program, ServerKind kind)
    {
        var block = OperationsLaw.Blocks().Single(block => block.Mark == "sh-adopted").Text;
        await File.WriteAllTextAsync(Path.Combine(program.Folder, "block.sh"), $"set -eu\nvitals() {{ '{BuiltProgram.Executable}' \"$@\"; }}\n{block.Replace("./vitals ", "vitals ", StringComparison.Ordinal)}", Cancel);
        var start = new ProcessStartInfo("bash", ["-c", "bash block.sh 2>&1 < /dev/null"]) { RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = program.Folder };
        start.Environment["DATABASE_URL"] = kind.ServingUrl;
        start.Environment["DATABASE_ADMIN_URL"] = kind.AdminUrl;
        start.Environment["VITALS_ROOT"] = TestCluster.Root();
        start.Environment["DOTNET_ROOT"] = BuiltProgram.Runtime;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        process.ExitCode.ShouldBe(0, output);
    }
}
