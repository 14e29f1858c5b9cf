using ClientVitals.Database;
using ClientVitals.Migrations;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Migrations;

/// <summary>What was pushed stays as it was: an edited file, a ledger changed by somebody else and a lost history are seen.</summary>
public sealed class PushedStaysTests(TestCluster cluster) : IAsyncLifetime
{
    private const string First = "20260101000001_first.sql";
    private const string Second = "20260101000002_second.sql";
    private const string Third = "20260101000003_third.sql";

    private readonly SomeMigrations some = new();
    private VitalsDatabase database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => database = await cluster.EmptyAsync();

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        some.Dispose();
    }

    private Task<IReadOnlyList<MigrationStep>> PushAsync() => new PushMigrations(database, some.Folder).RunAsync(null, Cancel);

    private async Task<T> AskAsync<T>(string sql)
    {
        await using var connection = await database.OpenAdminAsync(Cancel);
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    private async Task<MigrationFault> RefusedAsync() => await Should.ThrowAsync<MigrationFault>(PushAsync);

    [Fact]
    public async Task A_file_that_is_edited_after_its_push_is_refused_before_anything_happens()
    {
        some.With(First, "create table a (n int);");
        await PushAsync();
        some.With(First, "create table a (n bigint);").With(Second, "create table b (n int);");
        var fault = await RefusedAsync();
        fault.Kind.ShouldBe(MigrationFaultKind.EditedAfterwards);
        fault.Message.ShouldStartWith("20260101000001_first.sql was edited");
        (await AskAsync<string?>("select to_regclass('b')::text")).ShouldBeNull();
    }

    [Fact]
    public async Task An_edit_is_seen_even_when_another_program_pushed_the_file()
    {
        some.With(First, "create table a (n int);");
        await PushAsync();
        await AskAsync<int>("drop schema vitals_ledger cascade; select 1");
        (await PushAsync()).ShouldBeEmpty();
        some.With(First, "create table a (n bigint);");
        (await RefusedAsync()).Kind.ShouldBe(MigrationFaultKind.EditedAfterwards);
    }

    /// <summary>The push has checked the ledger by then; it looks again under the lock of each file.</summary>
    [Theory]
    [InlineData("update vitals_ledger.history set hash = 'x' where version = '20260101000001'", MigrationFaultKind.EditedAfterwards)]
    [InlineData("drop schema vitals_ledger cascade; update supabase_migrations.schema_migrations set statements = '{select 2}'", MigrationFaultKind.EditedAfterwards)]
    [InlineData("insert into supabase_migrations.schema_migrations (version, name) values ('20260101000009', 'unknown')", MigrationFaultKind.MissingHere)]
    public async Task A_ledger_that_is_changed_between_two_files_stops_the_push(string change, MigrationFaultKind kind)
    {
        some.With(First, "create table a (n int);").With(Second, "create table b (n int);");
        var fault = await Should.ThrowAsync<MigrationFault>(() => new PushMigrations(database, some.Folder).RunAsync(_ => Meanwhile(change), Cancel));
        fault.Kind.ShouldBe(kind);
        (await AskAsync<string>("select concat_ws(' ', to_regclass('a'), to_regclass('b'))")).ShouldBe("a");
    }

    [Fact]
    public async Task A_history_that_is_lost_between_two_files_is_made_again()
    {
        some.With(First, "create table a (n int);").With(Second, "create table b (n int);").With(Third, "create table c (n int);");
        var steps = new List<string>();
        await new PushMigrations(database, some.Folder).RunAsync(step =>
        {
            steps.Add(step.Title);
            if (steps.Count == 2)
                Meanwhile("drop schema vitals_ledger cascade");
        }, Cancel);
        steps.Count.ShouldBe(3);
        (await AskAsync<string>("select string_agg(version, ' ') from vitals_ledger.history")).ShouldBe("20260101000003");
        (await PushAsync()).ShouldBeEmpty();
    }

    private void Meanwhile(string sql)
    {
        using var other = database.OpenAdminAsync(Cancel).GetAwaiter().GetResult();
        other.Execute(sql);
    }
}
