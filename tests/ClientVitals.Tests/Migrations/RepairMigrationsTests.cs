using ClientVitals.Database;
using ClientVitals.Migrations;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Migrations;

public sealed class RepairMigrationsTests(TestCluster cluster) : IAsyncLifetime
{
    private const string First = "20260101000001";
    private const string Second = "20260101000002";

    private readonly SomeMigrations some = new();
    private VitalsDatabase database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await cluster.EmptyAsync();
        some.With($"{First}_first.sql", "create table a (n int);\nselect 1;");
        await new PushMigrations(database, some.Folder).RunAsync(null, Cancel);
        some.With($"{Second}_second.sql", "create table b (n int);\nselect 2;");
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        some.Dispose();
    }

    private Task<IReadOnlyList<MigrationRepair>> RepairAsync(RepairStatus status, params string[] versions) => new RepairMigrations(database, some.Folder).RunAsync(versions, status, Cancel);

    private async Task DoAsync(string sql)
    {
        await using var connection = await database.OpenAdminAsync(Cancel);
        await connection.ExecuteAsync(sql);
    }

    private async Task<string> StateAsync()
    {
        await using var connection = await database.OpenAdminAsync(Cancel);
        return string.Join(", ", new MigrationPlan(MigrationFile.ReadAll(some.Folder), await MigrationLedger.ReadAsync(connection, Cancel)).Status().Select(s => s.State));
    }

    private async Task<string?> AskAsync(string sql)
    {
        await using var connection = await database.OpenAdminAsync(Cancel);
        return await connection.ExecuteScalarAsync<string>(sql);
    }

    [Fact]
    public async Task Applied_writes_the_row_a_push_writes_and_runs_nothing()
    {
        await RepairAsync(RepairStatus.Applied, Second);
        (await StateAsync()).ShouldBe("applied, applied");
        (await AskAsync($"select concat_ws('|', name, statements[1], statements[2], cardinality(statements)) from supabase_migrations.schema_migrations where version = '{Second}'"))
            .ShouldBe("second|create table b (n int)|select 2|2");
        (await AskAsync("select to_regclass('b')::text")).ShouldBeNull();
    }

    [Fact]
    public async Task Reverted_takes_out_the_row_and_undoes_nothing()
    {
        await RepairAsync(RepairStatus.Reverted, First);
        (await StateAsync()).ShouldBe("pending, pending");
        (await AskAsync("select to_regclass('a')::text")).ShouldBe("a");
    }

    [Fact]
    public async Task The_history_has_a_row_for_each()
    {
        await RepairAsync(RepairStatus.Reverted, First);
        await RepairAsync(RepairStatus.Applied, First, Second);
        (await AskAsync("select string_agg(action || ' ' || name, ', ' order by id) from vitals_ledger.history"))
            .ShouldBe("push first, repair_reverted first, repair_applied first, repair_applied second");
    }

    [Fact]
    public async Task Applied_takes_an_edited_file_knowingly()
    {
        some.With($"{First}_first.sql", "create table a (n int);\nselect 3;");
        (await StateAsync()).ShouldBe("edited, pending");
        await RepairAsync(RepairStatus.Applied, First);
        (await StateAsync()).ShouldBe("applied, pending");
        (await AskAsync($"select statements[2] from supabase_migrations.schema_migrations where version = '{First}'")).ShouldBe("select 3");
    }

    [Fact]
    public async Task A_version_without_a_file_is_reverted_but_never_applied()
    {
        some.Without($"{First}_first.sql");
        (await Should.ThrowAsync<MigrationFault>(() => RepairAsync(RepairStatus.Applied, Second, First))).Kind.ShouldBe(MigrationFaultKind.MissingHere);
        (await StateAsync()).ShouldBe("missing here, pending");
        await RepairAsync(RepairStatus.Reverted, First);
        (await StateAsync()).ShouldBe("pending");
    }

    [Fact]
    public async Task What_is_not_in_the_ledger_is_not_reverted_and_then_nothing_is() =>
        (await Should.ThrowAsync<MigrationFault>(() => RepairAsync(RepairStatus.Reverted, First, Second))).Kind.ShouldBe(MigrationFaultKind.NotApplied);

    [Fact]
    public async Task A_hash_from_before_a_revert_does_not_count_when_another_program_pushes_again()
    {
        await RepairAsync(RepairStatus.Reverted, First);
        some.With($"{First}_first.sql", "select 4;");
        await DoAsync($"insert into supabase_migrations.schema_migrations (version, name, statements) values ('{First}', 'first', array['select 4'])");
        (await StateAsync()).ShouldBe("applied, pending");
    }

    [Fact]
    public async Task A_history_made_before_repairs_learns_their_words()
    {
        await DoAsync("alter table vitals_ledger.history drop constraint history_action_is_known, add constraint history_action_is_known check (action in ('push', 'rollback', 'adopt'))");
        await RepairAsync(RepairStatus.Applied, Second);
        await RepairAsync(RepairStatus.Reverted, Second);
        (await AskAsync("select count(*)::text from pg_constraint where conname = 'history_action_is_known'")).ShouldBe("1");
        await Should.ThrowAsync<Npgsql.PostgresException>(() => DoAsync("insert into vitals_ledger.history (version, name, action, hash) values ('1', '1', 'else', '')"));
    }

    [Fact]
    public async Task The_command_asks_unless_told_and_a_dry_run_changes_nothing()
    {
        var (url, root) = (VitalsProcess.Url(cluster, database), Path.GetDirectoryName(some.Folder)!);
        var (exit, said) = await VitalsProcess.RunAsync(url, root, "db", "repair", Second, "--status", "applied", "--dry-run");
        exit.ShouldBe(0, said);
        said.ShouldStartWith($"  {Second}_second .. applied\nNothing was changed in ");
        (await VitalsProcess.RunAsync(url, root, "db", "repair", Second, "--status", "applied")).ExitCode.ShouldBe(1);
        (await StateAsync()).ShouldBe("applied, pending");
        (exit, said) = await VitalsProcess.RunAsync(url, root, "db", "repair", Second, "--status", "applied", "--yes");
        exit.ShouldBe(0, said);
        (await StateAsync()).ShouldBe("applied, applied");
        (await VitalsProcess.RunAsync(url, root, "db", "repair", Second, "--status", "other")).ExitCode.ShouldBe(2);
    }
}
