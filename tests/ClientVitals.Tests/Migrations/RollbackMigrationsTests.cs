using ClientVitals.Database;
using ClientVitals.Migrations;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Migrations;

public sealed class RollbackMigrationsTests(TestCluster cluster) : IAsyncLifetime
{
    private const string First = "20260101000001_first.sql";
    private const string Second = "20260101000002_second.sql";

    private readonly SomeMigrations some = new();
    private VitalsDatabase database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await cluster.EmptyAsync();
        some.With(First, "create table a (n int);", rollback: "-- Undo.\ndrop table a;", verify: "select n from a;")
            .With(Second, "create table b (n int);", rollback: "-- Undo.\ndrop table b;", verify: "do $$ begin if to_regclass('b') is null then raise exception 'table b is missing'; end if; end $$;");
        await new PushMigrations(database, some.Folder).RunAsync(null, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        some.Dispose();
    }

    private async Task<IEnumerable<string>> RollBackAsync(int steps = 1, string? to = null)
    {
        var rollback = new RollbackMigrations(database, some.Folder);
        return (await rollback.RunAsync(await rollback.PlanAsync(steps, to, Cancel), null, Cancel)).Select(step => step.Title);
    }

    private async Task<string> LeftAsync()
    {
        await using var connection = await database.OpenAdminAsync(Cancel);
        return (await connection.ExecuteScalarAsync<string>("select concat_ws(' ', to_regclass('a'), to_regclass('b'), (select string_agg(version, ' ') from supabase_migrations.schema_migrations))"))!;
    }

    [Fact]
    public async Task The_latest_is_undone_together_with_its_row_and_can_be_pushed_again()
    {
        (await RollBackAsync()).ShouldBe(["20260101000002_second"]);
        (await LeftAsync()).ShouldBe("a 20260101000001");
        (await new PushMigrations(database, some.Folder).RunAsync(null, Cancel)).Count.ShouldBe(1);
        (await LeftAsync()).ShouldBe("a b 20260101000001 20260101000002");
    }

    [Fact]
    public async Task Everything_after_a_version_is_undone_newest_first()
    {
        (await RollBackAsync(to: "0")).ShouldBe(["20260101000002_second", "20260101000001_first"]);
        (await LeftAsync()).ShouldBe("");
    }

    [Fact]
    public async Task A_version_that_is_not_applied_is_no_goal()
    {
        var fault = await Should.ThrowAsync<MigrationFault>(() => RollBackAsync(to: "20270101000001"));
        fault.Kind.ShouldBe(MigrationFaultKind.NotApplied);
    }

    [Fact]
    public async Task A_rollback_that_fails_changes_nothing()
    {
        some.With(Second, "create table b (n int);", rollback: "drop table b;\ndrop table nowhere;");
        var fault = await Should.ThrowAsync<MigrationFault>(() => RollBackAsync());
        fault.Message.ShouldStartWith("20260101000002_second.sql line 2: table \"nowhere\" does not exist (SQLSTATE 42P01); nothing of this rollback was done");
        (await LeftAsync()).ShouldBe("a b 20260101000001 20260101000002");
    }

    [Fact]
    public async Task Verify_believes_the_tables_not_the_ledger()
    {
        var verify = new VerifyMigrations(database, some.Folder);
        (await verify.RunAsync(null, Cancel)).ShouldAllBe(verdict => verdict.Fault == null);
        await using var connection = await database.OpenAdminAsync(Cancel);
        await connection.ExecuteAsync("drop table b");
        (await verify.RunAsync(null, Cancel)).Select(verdict => verdict.Fault).ShouldBe([null, "table b is missing"]);
    }

    [Fact]
    public async Task The_status_names_each_state()
    {
        some.With("20260101000003_third.sql", "select 1;").With(Second, "create table b (n bigint);").Without(First);
        await using var connection = await database.OpenAdminAsync(Cancel);
        var owner = await connection.ExecuteScalarAsync<string>("select current_user");
        var plan = new MigrationPlan(MigrationFile.ReadAll(some.Folder), await MigrationLedger.ReadAsync(connection, Cancel));
        plan.Status().Select(status => status.State).ShouldBe(["missing here", "edited", "pending"]);
        plan.Status().Select(status => status.AppliedBy).ShouldBe([owner, owner, null]);
    }
}
