using ClientVitals.Database;
using ClientVitals.Migrations;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Migrations;

/// <summary>Supabase's command line and ours on one folder, one ledger and one database, in both directions.</summary>
public sealed class SupabaseCommandLineTests(SupabaseCommandLine theirs) : IClassFixture<SupabaseCommandLine>, IDisposable
{
    private readonly SomeMigrations some = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Ours => Path.Combine(TestCluster.Root(), "supabase");

    public void Dispose()
    {
        if (Directory.Exists(some.Folder))
        {
            some.Dispose();
        }
    }

    private static Task<IReadOnlyList<MigrationStep>> PushOursAsync(VitalsDatabase database, string supabase) =>
        new PushMigrations(database, supabase).RunAsync(null, Cancel);

    private async Task PushTheirsAsync(VitalsDatabase database, string supabase, bool upToDate = false)
    {
        var (exit, said) = await theirs.PushAsync(database, supabase);
        exit.ShouldBe(0, said);
        said.Contains("up to date", StringComparison.OrdinalIgnoreCase).ShouldBe(upToDate, said);
    }

    private static async Task<string> LedgerAsync(VitalsDatabase database)
    {
        await using var connection = await database.OpenAdminAsync(Cancel);
        var rows = await connection.QueryAsync<string>(
            "select jsonb_pretty(jsonb_build_array(version, name, to_jsonb(statements))) from supabase_migrations.schema_migrations order by version");
        return string.Join('\n', rows);
    }

    /// <summary>What was made: our catalogue, and the comment of the schema, which it leaves to the schema's owner.</summary>
    private static async Task<string> ShapeAsync(VitalsDatabase database)
    {
        await using var connection = await database.OpenAdminAsync(Cancel);
        var comment = await connection.ExecuteScalarAsync<string>("select obj_description('public'::regnamespace, 'pg_namespace')");
        return $"{Catalogue.Text(await Catalogue.ReadAsync(connection, Cancel))}\n{comment}";
    }

    [Fact]
    public async Task What_ours_pushed_is_up_to_date_for_theirs()
    {
        await using var database = await theirs.EmptyAsync(Cancel);
        await PushOursAsync(database, Ours);
        await PushTheirsAsync(database, Ours, upToDate: true);
    }

    [Fact]
    public async Task What_theirs_pushed_is_verified_by_ours_and_its_ledger_is_ours_byte_for_byte()
    {
        await using var pushedByOurs = await theirs.EmptyAsync(Cancel);
        await PushOursAsync(pushedByOurs, Ours);
        await using var pushedByTheirs = await theirs.EmptyAsync(Cancel);
        await PushTheirsAsync(pushedByTheirs, Ours);
        (await LedgerAsync(pushedByTheirs)).ShouldBe(await LedgerAsync(pushedByOurs));
        (await PushOursAsync(pushedByTheirs, Ours)).ShouldBeEmpty();
        (await new VerifyMigrations(pushedByTheirs, Ours).RunAsync(null, Cancel)).ShouldAllBe(verdict => verdict.Fault == null);
        (await SchemaDrift.ReadAsync(pushedByTheirs, Ours, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Both_take_turns()
    {
        await using var database = await theirs.EmptyAsync(Cancel);
        some.With("20260101000001_first.sql", "create table a (n int);", "drop table a;");
        await PushOursAsync(database, some.Folder);
        some.With("20260101000002_second.sql", "create table b (n int);", "drop table b;").With("20260101000003_third.sql", "create table c (n int);", "drop table c;");
        await PushTheirsAsync(database, some.Folder);
        var rollback = new RollbackMigrations(database, some.Folder);
        await rollback.RunAsync(await rollback.PlanAsync(1, null, Cancel), null, Cancel);
        await PushTheirsAsync(database, some.Folder);
        (await PushOursAsync(database, some.Folder)).ShouldBeEmpty();
        await PushTheirsAsync(database, some.Folder, upToDate: true);
    }

    [Theory]
    [InlineData("-- one; two\nselect 1; /* a /* nested; */ ; */ select 2;", true)]
    [InlineData("do $a$ begin perform '$b$;$b$'; end $a$;\nselect $$;$$, $tag_1$ ; $$ ; $tag_1$;", true)]
    [InlineData("create function f() returns int language sql begin atomic select 1; select 2; end;\nselect f();", true)]
    [InlineData("select ((1 + (2)) * (3));\nselect (select ')' || (';'));", true)]
    [InlineData("select E'a\\nb', 'it''s; fine', U&'\\0041';", true)]
    [InlineData("set standard_conforming_strings = on; select 'c:\\;';", true)]
    [InlineData("select 'Größe; 日本語 🏋';\ncomment on schema public is 'naïve; ünïcode';", true)]
    [InlineData(";;\n ; select 1;; ;\n", true)]
    [InlineData("select 1;\n-- the end, without a newline", true)]
    [InlineData("create table t (n int); create rule r as on update to t do also (notify a; select 1); select 2;", true)]
    [InlineData("\uFEFFselect 1;\nselect 2;", true)]
    [InlineData("select\u00a01;\u00a0\nselect 2;\u00a0", false)]
    public async Task A_nasty_file_is_taken_or_refused_by_both_and_gets_the_same_row_and_makes_the_same(string sql, bool taken)
    {
        some.With("20260101000001_nasty.sql", sql);
        await using var pushedByOurs = await theirs.EmptyAsync(Cancel);
        await using var pushedByTheirs = await theirs.EmptyAsync(Cancel);
        var ours = await Record.ExceptionAsync(() => PushOursAsync(pushedByOurs, some.Folder));
        var (exit, said) = await theirs.PushAsync(pushedByTheirs, some.Folder);
        (ours is null, exit == 0).ShouldBe((taken, taken), $"ours: {ours?.Message}\ntheirs: {said}");
        if (taken)
        {
            (await LedgerAsync(pushedByOurs)).ShouldBe(await LedgerAsync(pushedByTheirs));
        }
        (await ShapeAsync(pushedByOurs)).ShouldBe(await ShapeAsync(pushedByTheirs));
    }

    [Fact]
    public async Task A_file_with_Windows_line_ends_that_theirs_pushed_is_not_edited_for_ours()
    {
        some.With("20260101000001_windows.sql", "select 1;\r\n\r\n-- two\r\nselect 2;\r\n");
        await using var database = await theirs.EmptyAsync(Cancel);
        await PushTheirsAsync(database, some.Folder);
        (await PushOursAsync(database, some.Folder)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_index_built_concurrently_alone_in_its_file_is_pushed_by_both()
    {
        some.With("20260101000001_table.sql", "create table a (n int);").With("20260101000002_index.sql", "create index concurrently if not exists a_n on a (n);");
        await using var pushedByTheirs = await theirs.EmptyAsync(Cancel);
        await PushTheirsAsync(pushedByTheirs, some.Folder);
        (await PushOursAsync(pushedByTheirs, some.Folder)).ShouldBeEmpty();
        await using var pushedByOurs = await theirs.EmptyAsync(Cancel);
        (await PushOursAsync(pushedByOurs, some.Folder)).Count.ShouldBe(2);
        await PushTheirsAsync(pushedByOurs, some.Folder, upToDate: true);
        (await LedgerAsync(pushedByOurs)).ShouldBe(await LedgerAsync(pushedByTheirs));
        foreach (var database in new[] { pushedByOurs, pushedByTheirs })
        {
            await using var connection = await database.OpenAdminAsync(Cancel);
            (await connection.ExecuteScalarAsync<bool>("select indisvalid from pg_index where indexrelid = 'a_n'::regclass")).ShouldBeTrue();
        }
        (await ShapeAsync(pushedByOurs)).ShouldBe(await ShapeAsync(pushedByTheirs));
    }

    [Fact]
    public async Task One_that_only_theirs_would_run_is_up_to_date_for_ours_once_theirs_has_run_it()
    {
        some.With("20260101000001_table.sql", "create table a (n int);").With("20260101000002_index.sql", "create index concurrently a_n on a (n);");
        await using var database = await theirs.EmptyAsync(Cancel);
        (await Should.ThrowAsync<MigrationFault>(() => PushOursAsync(database, some.Folder))).Kind.ShouldBe(MigrationFaultKind.NotAlone);
        await PushTheirsAsync(database, some.Folder);
        (await PushOursAsync(database, some.Folder)).ShouldBeEmpty();
    }
}
