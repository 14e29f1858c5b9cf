using ClientVitals.Database;
using ClientVitals.Migrations;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Migrations;

public sealed class PushMigrationsTests(TestCluster cluster) : IAsyncLifetime
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
    public async Task A_push_applies_what_is_pending_and_a_second_one_nothing()
    {
        some.With(First, "create table a (n int);").With(Second, "insert into a values (1); insert into a values (2);");
        (await PushAsync()).Select(step => step.Title).ShouldBe(["20260101000001_first", "20260101000002_second"]);
        (await PushAsync()).ShouldBeEmpty();
        (await AskAsync<long>("select count(*) from a")).ShouldBe(2);
    }

    [Fact]
    public async Task The_ledger_is_written_as_Supabase_writes_it()
    {
        some.With(First, "-- why\ncreate table a (n int);\n\ninsert into a values (1);\n");
        await PushAsync();
        (await AskAsync<string>("select version || '|' || name || '|' || array_to_string(statements, '|') from supabase_migrations.schema_migrations"))
            .ShouldBe("20260101000001|first|-- why\ncreate table a (n int)|insert into a values (1)");
    }

    [Fact]
    public async Task Eight_pushes_at_once_all_end_well_and_apply_each_file_once()
    {
        some.With(First, "create table a (n int); select pg_sleep(0.2);")
            .With(Second, "insert into a values (1);")
            .With(Third, "insert into a values (1); create role \"eight pushes\" nologin;");
        var pushes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            await using var own = VitalsDatabase.At(cluster.Address.To(database.Name, ClusterAddress.Server), cluster.Address.To(database.Name, ClusterAddress.Owner));
            return await new PushMigrations(own, some.Folder).RunAsync(null, Cancel);
        })));
        pushes.Sum(steps => steps.Count(step => !step.ByAnother)).ShouldBe(3);
        (await AskAsync<long>("select count(*) from a")).ShouldBe(2);
        (await AskAsync<long>("select count(*) from supabase_migrations.schema_migrations")).ShouldBe(3);
    }

    [Fact]
    public async Task Two_databases_of_one_cluster_may_make_the_same_role_at_once()
    {
        some.With(First, "do $$ begin if not exists (select from pg_roles where rolname = 'twice') then perform pg_sleep(0.3); create role twice nologin; end if; end $$;");
        await using var other = await cluster.EmptyAsync(Cancel);
        await Task.WhenAll(PushAsync(), new PushMigrations(other, some.Folder).RunAsync(null, Cancel));
        (await AskAsync<long>("select count(*) from pg_roles where rolname = 'twice'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_failing_statement_leaves_nothing_of_its_file_and_is_shown_with_a_caret()
    {
        some.With(First, "create table a (n int);").With(Second, "create table b (n int);\n\n-- Größe\nalter table a\n\tadd colum x int;\n");
        var fault = await RefusedAsync();
        fault.Kind.ShouldBe(MigrationFaultKind.FailedStatement);
        var lines = fault.Message.Split('\n');
        lines[0].ShouldBe("20260101000002_second.sql line 5: syntax error at or near \"int\" (SQLSTATE 42601); nothing of this file was applied");
        lines[1].ShouldBe("  5 | \tadd colum x int;");
        lines[2].ShouldBe("    | \t            ^");
        (await AskAsync<string?>("select to_regclass('b')::text")).ShouldBeNull();
        (await AskAsync<long>("select count(*) from supabase_migrations.schema_migrations")).ShouldBe(1);
    }

    [Fact]
    public async Task An_error_without_a_place_is_shown_at_its_statement()
    {
        some.With(First, "create table a (n int);\n-- Bad:\ndo $$ begin raise exception 'no, thanks'; end $$;\n");
        (await RefusedAsync()).Message.ShouldStartWith("20260101000001_first.sql line 3: no, thanks (SQLSTATE P0001); nothing of this file was applied\n  3 | do $$ begin");
    }

    [Fact]
    public async Task A_file_older_than_what_is_applied_is_refused()
    {
        some.With(First, "create table a (n int);").With(Third, "create table c (n int);");
        await PushAsync();
        some.With(Second, "create table b (n int);");
        var fault = await RefusedAsync();
        fault.Kind.ShouldBe(MigrationFaultKind.OutOfOrder);
        fault.Message.ShouldStartWith("20260101000002_second.sql is older than 20260101000003");
    }

    [Fact]
    public async Task A_migration_that_is_applied_but_missing_here_is_refused()
    {
        some.With(First, "create table a (n int);").With(Second, "create table b (n int);");
        await PushAsync();
        some.Without(Second);
        var fault = await RefusedAsync();
        fault.Kind.ShouldBe(MigrationFaultKind.MissingHere);
        fault.Message.ShouldContain("20260101000002_second");
    }

    /// <summary>With or without a ledger of theirs, in whatever way the push is stopped.</summary>
    [Theory]
    [InlineData("create table t (other text)", "create table if not exists public.t (n int); create index t_n on t (n);", "20260101000001")]
    [InlineData("create schema supabase_migrations; create table supabase_migrations.schema_migrations (version text primary key); insert into supabase_migrations.schema_migrations values ('20251231000001')", "create table t (n int);", "20251231000001")]
    [InlineData("create schema supabase_migrations; create table supabase_migrations.schema_migrations (version text primary key, statements text[], name text); insert into supabase_migrations.schema_migrations values ('20260101000001', '{create table t (other text)}', 'first')", "create table t (n int);", "20260101000001")]
    public async Task A_push_that_others_tables_stop_says_how_they_are_taken_over(string theirs, string ours, string named)
    {
        await using (var connection = await database.OpenAdminAsync(Cancel))
            await connection.ExecuteAsync(theirs);
        some.With(First, ours);
        var said = (await RefusedAsync()).Message;
        said.ShouldContain(named);
        said.ShouldContain("vitals db adopt");
    }

    [Fact]
    public async Task A_push_that_fails_on_a_database_of_ours_says_nothing_of_taking_over()
    {
        some.With(First, "create table if not exists public.t (n int);");
        await PushAsync();
        some.With(Second, "create index t_m on t (m);");
        (await RefusedAsync()).Message.ShouldNotContain("adopt");
        some.Without(First).Without(Second);
        (await RefusedAsync()).Message.ShouldNotContain("adopt");
    }

    [Fact]
    public async Task Two_files_of_one_version_are_refused()
    {
        some.With(First, "select 1;").With("20260101000001_again.sql", "select 1;");
        (await RefusedAsync()).Kind.ShouldBe(MigrationFaultKind.DuplicateVersion);
    }

    [Theory]
    [InlineData("2026_short.sql")]
    [InlineData("20260101000001_Capital.sql")]
    [InlineData("20260101000001-dash.sql")]
    public async Task A_name_that_Supabase_would_skip_is_refused(string name)
    {
        some.With(name, "select 1;");
        (await RefusedAsync()).Kind.ShouldBe(MigrationFaultKind.BadName);
    }

    [Theory]
    [InlineData("begin; create table a (n int); commit;")]
    [InlineData("create table a (n int);\n-- so far\ncommit;")]
    public async Task A_file_that_opens_or_ends_transactions_itself_is_refused(string sql)
    {
        some.With(First, sql);
        (await RefusedAsync()).Kind.ShouldBe(MigrationFaultKind.OwnTransaction);
        (await AskAsync<string?>("select to_regclass('a')::text")).ShouldBeNull();
    }

    [Theory]
    [InlineData("do $$\nbegin\n  perform 1;\n  perform nothing from a;\nend\n$$;", 4, "  perform nothing from a;", 10)]
    [InlineData("do $$\nbegin\n  perform 1;\n\n  raise exception 'no';\nend\n$$;", 5, "  raise exception 'no';", -1)]
    [InlineData("create function f() returns int language sql as $$\n  select 1;\n  select nothing from a\n$$;", 3, "  select nothing from a", 9)]
    [InlineData("create function f() returns int language plpgsql as $$\nbegin\n  retur 1;\nend\n$$;", 3, "  retur 1;", 2)]
    public async Task A_fault_in_the_body_of_a_block_or_function_is_shown_where_it_is(string sql, int line, string text, int caret)
    {
        some.With(First, "create table a (n int);").With(Second, sql);
        var lines = (await RefusedAsync()).Message.Split('\n');
        lines[0].ShouldStartWith($"20260101000002_second.sql line {line}: ");
        lines[1].ShouldBe($"  {line} | {text}");
        if (caret >= 0)
        {
            lines[2].ShouldBe($"    | {new string(' ', caret)}^");
        }
        else
        {
            lines[2].ShouldNotContain("^");
        }
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("rollback")]
    public async Task A_file_without_its_scripts_is_refused_before_anything_happens(string folder)
    {
        some.With(First, "create table a (n int);").With(Second, "select 1;");
        File.Delete(Path.Combine(some.Folder, folder, Second));
        var fault = await RefusedAsync();
        fault.Kind.ShouldBe(MigrationFaultKind.MissingScript);
        fault.Message.ShouldStartWith($"There is no supabase/{folder}/20260101000002_second.sql");
        (await Should.ThrowAsync<MigrationFault>(() => new PushMigrations(database, some.Folder).PlanAsync(Cancel))).Message.ShouldBe(fault.Message);
        (await AskAsync<string?>("select to_regclass('a')::text")).ShouldBeNull();
    }

    [Fact]
    public async Task A_push_that_meets_a_lock_waits_its_turn_and_then_goes_through()
    {
        some.With(First, "create table a (n int);");
        await PushAsync();
        some.With(Second, "alter table a add m int;");
        await using var other = await database.OpenAdminAsync(Cancel);
        await using var holding = await other.BeginTransactionAsync(Cancel);
        await other.ExecuteAsync("lock table a");
        var push = new PushMigrations(database, some.Folder, MigrationPatience.Usual with { Tables = TimeSpan.FromMilliseconds(300) }).RunAsync(null, Cancel);
        // It waits, lets others pass, and waits again: two transactions are seen waiting.
        var attempts = new HashSet<DateTime>();
        for (var waited = System.Diagnostics.Stopwatch.StartNew(); attempts.Count < 2;)
        {
            push.IsCompleted.ShouldBeFalse();
            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60), "it does not let others pass");
            if (await AskAsync<DateTime?>("select xact_start from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") is { } began)
            {
                attempts.Add(began);
            }
        }
        await holding.CommitAsync(Cancel);
        (await push).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_body_with_semicolons_is_one_statement_for_the_server_too()
    {
        some.With(First, "create table a (n int);\ncreate function f() returns int language sql begin atomic\n insert into a values (1);\n select 2;\nend;\ncreate rule r as on delete to a do also (notify one; notify two);\n");
        (await PushAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_fault_in_such_a_body_is_shown_where_it_is()
    {
        some.With(First, "create table a (n int);\ncreate function f() returns int language sql begin atomic\n select 2;\n select nothing from a;\nend;\n");
        (await RefusedAsync()).Message.Split('\n')[..3].ShouldBe(
        [
            "20260101000001_first.sql line 4: column \"nothing\" does not exist (SQLSTATE 42703); nothing of this file was applied",
            "  4 |  select nothing from a;",
            "    |         ^",
        ]);
    }
}
