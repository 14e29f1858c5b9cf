using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests;

/// <summary>The whole life of a database by the built program, on each kind of server that is promised.</summary>
public sealed class LifeOfADatabaseTests(TestCluster cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task From_push_to_import_analysis_backup_restore_rollback_and_push_everything_works(bool oldest, bool superuser)
    {
        await using var kind = await ServerKind.MakeAsync(cluster, oldest, superuser, Cancel);
        // On the oldest with a plain owner each command is a process of its own, as people run it.
        using var program = new BuiltProgram(kind.ServingUrl, kind.AdminUrl, alone: oldest && !superuser);
        await program.RunAsync("db", "push", "--yes");
        await kind.LetTheServerActAsync(Cancel);
        await program.RunAsync("db", "verify");
        await program.RunAsync("settings", "--zone", "Asia/Dubai");
        await program.RunAsync("calls", "rebuild");
        await program.RunAsync("simulate", "--clients", "12", "--weeks", "12", "--as-of", "2026-01-05", "--out", "calls.csv");
        await program.RunAsync("calls", "import", "calls.csv");
        await program.RunAsync("call-patterns", "analyze", "--as-of", "2026-01-05");
        await program.RunAsync("call-patterns", "breaks", "--as-of", "2026-01-05");
        await ContractAsync(kind);
        var before = await DatabaseState.OfAsync(kind.Database, Cancel);

        await program.RunAsync("db", "backup", "all.zip");
        (await program.RunAsync("users", "audit")).ShouldContain("export");
        await using (var admin = await kind.Database.OpenAdminAsync(Cancel))
        {
            await admin.ExecuteAsync("delete from call_records where id in (select id from call_records limit 50); update clients set firstname = 'gone'");
        }
        (await program.RunAsync("db", "restore", "all.zip", "--replace", "--yes")).ShouldContain("The roll-up agrees with the calls");
        (await DatabaseState.OfAsync(kind.Database, Cancel)).ShouldBe(before);

        await program.RunAsync("db", "rollback", "--to", "0", "--yes");
        await program.RunAsync("db", "push", "--yes");
        (await program.RunAsync("db", "verify")).ShouldContain(" 0 failed");
        string Rows(string state) => string.Join('\n', state.Split('\n').Where(line => line.StartsWith("public.", StringComparison.Ordinal)));
        Rows(await DatabaseState.OfAsync(kind.Database, Cancel)).ShouldBe(Rows(before));
    }

    /// <summary>What the owner's document lets anyone with psql do.</summary>
    private static async Task ContractAsync(ServerKind kind)
    {
        await using var admin = await kind.Database.OpenAdminAsync(Cancel);
        await admin.ExecuteAsync("insert into call_pattern_analysis (client_email, calls_this_week, avg_calls_per_week, pattern_status) values ('test@example.com', 1, 3, 'BELOW_PATTERN')");
        foreach (var query in new[] { "select avg_calls_per_week, calls_this_week, pattern_status from client_health_scores limit 5", "select * from get_pattern_breaks(30)", "select get_week_start(now())" })
        {
            await admin.ExecuteAsync(query);
        }
    }
}
