using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ClientVitals.Database;
using ClientVitals.Migrations;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Migrations;

/// <summary>Several at once, holders that are killed or fall silent, tables in use.</summary>
public sealed partial class PushUnderPressureTests(TestCluster cluster) : IAsyncLifetime
{
    private const string First = "20260101000001_first.sql";
    private const string Second = "20260101000002_second.sql";

    private static readonly MigrationPatience Short = new(TimeSpan.FromSeconds(60), TimeSpan.FromMilliseconds(400), TimeSpan.FromSeconds(2), 4, TimeSpan.FromMilliseconds(300));

    private readonly SomeMigrations some = new();
    private VitalsDatabase database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(some.Folder);
        database = await cluster.EmptyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        some.Dispose();
    }

    private Task<IReadOnlyList<MigrationStep>> PushAsync(MigrationPatience? patience = null) => new PushMigrations(database, some.Folder, patience).RunAsync(null, Cancel);

    private async Task<T> AskAsync<T>(string sql)
    {
        await using var connection = await database.OpenAdminAsync(Cancel);
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    /// <summary>Waits until a push is in its long statement, and says which server process works for it.</summary>
    private async Task<int> SleepingAsync()
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(30); await Task.Delay(50, Cancel))
        {
            if (await AskAsync<int?>("select pid from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'") is { } pid)
            {
                return pid;
            }
        }
        throw new TimeoutException("No push reached its long statement.");
    }

    [Fact]
    public async Task Eight_programs_at_once_on_an_empty_database_all_exit_0_and_apply_each_file_once()
    {
        var root = TestCluster.Root();
        var url = VitalsProcess.Url(cluster, database);
        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => VitalsProcess.RunAloneAsync(url, root, "db", "push")));
        runs.Select(run => run.ExitCode).ShouldAllBe(code => code == 0, string.Join('\n', runs.Select(run => run.Output)));
        var files = MigrationFile.ReadAll(Path.Combine(root, "supabase")).Count;
        // Each says how many it applied itself; together they say all of them, once.
        runs.Sum(run => Applied().Match(run.Output) is { Success: true } said ? int.Parse(said.Groups[1].Value, CultureInfo.InvariantCulture) : 0).ShouldBe(files);
        (await AskAsync<long>("select count(*) from vitals_ledger.history")).ShouldBe(files);
        (await AskAsync<long>("select count(*) from supabase_migrations.schema_migrations")).ShouldBe(files);
        (await AskAsync<long>("select count(*) from settings")).ShouldBe(1);
    }

    [Fact]
    public async Task Eight_databases_of_one_cluster_pushed_at_once_share_their_roles()
    {
        var databases = new List<VitalsDatabase>();
        some.With(First, "do $$ begin for n in 1..3 loop if not exists (select from pg_roles where rolname = 'eight_' || n) then execute 'create role eight_' || n; end if; end loop; grant eight_1 to eight_2; end $$; select pg_sleep(0.1);");
        for (var n = 0; n < 8; n++)
        {
            databases.Add(await cluster.EmptyAsync(Cancel));
        }
        await Task.WhenAll(databases.Select(one => new PushMigrations(one, some.Folder).RunAsync(null, Cancel)));
        (await AskAsync<long>("select count(*) from pg_roles where rolname like 'eight\\_%'")).ShouldBe(3);
        // Roles are the cluster's: no rollback takes them away.
        var rollback = new RollbackMigrations(databases[0], some.Folder);
        await rollback.RunAsync(await rollback.PlanAsync(1, null, Cancel), null, Cancel);
        (await AskAsync<long>("select count(*) from pg_roles where rolname like 'eight\\_%'")).ShouldBe(3);
        foreach (var one in databases)
        {
            await one.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_program_killed_in_a_long_statement_leaves_no_lock()
    {
        some.With(First, "create table a (n int); select pg_sleep(300);");
        using var killed = VitalsProcess.Start(VitalsProcess.Url(cluster, database), Path.GetDirectoryName(some.Folder)!, "db", "push");
        await SleepingAsync();
        killed.Kill();
        some.With(First, "create table a (n int);");
        var watch = Stopwatch.StartNew();
        (await PushAsync()).Count.ShouldBe(1);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task A_backend_that_is_terminated_leaves_no_lock_and_nothing_of_its_file()
    {
        some.With(First, "create table a (n int); select pg_sleep(300);");
        var push = PushAsync();
        await AskAsync<bool>($"select pg_terminate_backend({await SleepingAsync()})");
        await Should.ThrowAsync<Exception>(() => push);
        (await AskAsync<string?>("select to_regclass('a')::text")).ShouldBeNull();
        some.With(First, "create table a (n int);");
        (await PushAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_program_that_stops_answering_is_cut_off()
    {
        some.With(First, "create table a (n int);");
        await using var silent = await database.OpenAdminAsync(Cancel);
        await using var transaction = await MigrationTransaction.TakeTurnAsync(silent, Short, Stopwatch.StartNew(), Cancel);
        (await PushAsync(MigrationPatience.Usual)).Count.ShouldBe(1);
        await Should.ThrowAsync<Npgsql.NpgsqlException>(() => transaction.CommitAsync(Cancel));
    }

    [Fact]
    public async Task Readers_behind_a_waiting_push_are_soon_let_through()
    {
        some.With(First, "create table a (n int);");
        await PushAsync();
        some.With(Second, "alter table a add m int;");
        await using var reader = await database.OpenAdminAsync(Cancel);
        await using var reading = await reader.BeginTransactionAsync(Cancel);
        await reader.ExecuteScalarAsync<long>("select count(*) from a");
        var push = PushAsync(MigrationPatience.Usual with { Tables = TimeSpan.FromMilliseconds(500) });
        var longest = TimeSpan.Zero;
        for (var all = Stopwatch.StartNew(); all.Elapsed < TimeSpan.FromSeconds(4);)
        {
            var one = Stopwatch.StartNew();
            await AskAsync<long>("select count(*) from a");
            longest = one.Elapsed > longest ? one.Elapsed : longest;
        }
        push.IsCompleted.ShouldBeFalse();
        longest.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        await reading.CommitAsync(Cancel);
        (await push).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_reader_that_never_leaves_is_named_and_nothing_is_changed()
    {
        some.With(First, "create table a (n int);");
        await PushAsync();
        some.With(Second, "create table b (n int); alter table a add m int;");
        await using var reader = await database.OpenAdminAsync(Cancel);
        await using var reading = await reader.BeginTransactionAsync(Cancel);
        await reader.ExecuteScalarAsync<long>("select count(*) from a");
        var fault = await Should.ThrowAsync<MigrationFault>(() => PushAsync(Short));
        fault.Kind.ShouldBe(MigrationFaultKind.Occupied);
        fault.Message.ShouldContain($"Held now: a by process {reader.ProcessID} (vitals_owner, vitals (admin)).");
        fault.Message.ShouldContain("20260101000002_second.sql line 1");
        (await AskAsync<string?>("select to_regclass('b')::text")).ShouldBeNull();
    }

    [Fact]
    public async Task An_index_built_concurrently_is_recorded_after_it_is_built()
    {
        some.With(First, "create table a (n int);").With(Second, "-- While everybody works.\ncreate index concurrently if not exists a_n on a (n);", rollback: "-- Undo.\ndrop index concurrently if exists a_n;");
        (await PushAsync()).Count.ShouldBe(2);
        (await AskAsync<bool>("select indisvalid from pg_index where indexrelid = 'a_n'::regclass")).ShouldBeTrue();
        (await PushAsync()).ShouldBeEmpty();
        var rollback = new RollbackMigrations(database, some.Folder);
        await rollback.RunAsync(await rollback.PlanAsync(1, null, Cancel), null, Cancel);
        (await AskAsync<string?>("select to_regclass('a_n')::text")).ShouldBeNull();
    }

    [Fact]
    public async Task A_half_made_index_is_rebuilt_by_the_next_push()
    {
        some.With(First, "create table a (n int); insert into a values (1), (1);");
        await PushAsync();
        some.With(Second, "create unique index concurrently if not exists a_once on a (n);");
        (await Should.ThrowAsync<MigrationFault>(() => PushAsync())).Message.ShouldContain("SQLSTATE 23505");
        (await AskAsync<bool>("select indisvalid from pg_index where indexrelid = 'a_once'::regclass")).ShouldBeFalse();
        await AskAsync<int>("delete from a where ctid = (select min(ctid) from a); select 1");
        (await PushAsync()).Count.ShouldBe(1);
        (await AskAsync<bool>("select indisvalid from pg_index where indexrelid = 'a_once'::regclass")).ShouldBeTrue();
    }

    [Fact(Timeout = 300_000)]
    public async Task Eight_pushes_at_once_build_an_index_concurrently_once()
    {
        some.With(First, "create table a (n int); insert into a select generate_series(1, 50000);").With(Second, "create index concurrently if not exists a_n on a (n);");
        var pushes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PushAsync()));
        pushes.Sum(steps => steps.Count(step => !step.ByAnother)).ShouldBe(2);
    }

    [Theory]
    [InlineData("create table b (n int); create index concurrently if not exists a_n on a (n);")]
    [InlineData("create index concurrently on a (n);")]
    [InlineData("create index concurrently a_n on a (n);")]
    public async Task An_index_built_concurrently_is_the_only_statement_and_has_a_name(string sql)
    {
        some.With(First, "create table a (n int);").With(Second, sql);
        (await Should.ThrowAsync<MigrationFault>(() => PushAsync())).Kind.ShouldBe(MigrationFaultKind.NotAlone);
        (await AskAsync<string?>("select to_regclass('a')::text")).ShouldBeNull();
    }

    [Fact]
    public async Task What_a_file_sets_for_the_session_does_not_outlive_it()
    {
        await using var connection = await database.OpenAdminAsync(Cancel);
        await MigrationTransaction.RunAsync(connection, Short, async inner =>
        {
            await MigrationScript.ExecuteAsync(connection, First, "set search_path = ''; set statement_timeout = '1h'", "", inner);
            return true;
        }, Cancel);
        (await connection.ExecuteScalarAsync<string>("select current_setting('search_path') || ' ' || current_setting('statement_timeout')")).ShouldBe("\"$user\", public 0");
    }

    [GeneratedRegex("^([0-9]+) migrations? applied to ", RegexOptions.Multiline)]
    private static partial Regex Applied();
}
