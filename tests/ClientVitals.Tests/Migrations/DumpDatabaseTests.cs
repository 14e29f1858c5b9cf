using ClientVitals.Backups;
using ClientVitals.Database;
using ClientVitals.Migrations;
using Dapper;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Migrations;

/// <summary>What psql makes of a dump.</summary>
public sealed class DumpDatabaseTests(TestCluster cluster) : IAsyncLifetime
{
    private static readonly string Supabase = Path.Combine(TestCluster.Root(), "supabase");

    private readonly string folder = Directory.CreateTempSubdirectory("cv-dump-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => Path.Combine(folder, "all.sql");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, true, false)]
    [InlineData(true, false, true)]
    [InlineData(true, true, true)]
    [InlineData(false, false, true)]
    public async Task Psql_makes_the_same_database_of_it_on_every_kind_of_server(bool fromOldest, bool superuser, bool intoOldest)
    {
        await using var source = await ServerKind.MakeAsync(cluster, fromOldest, superuser, Cancel, migrated: true);
        await FillAsync(source.Database);
        await new DumpDatabase(source.Database).ToFileAsync(File, DumpPart.Everything, null, Cancel);
        await using var target = await ServerKind.MakeAsync(cluster, intoOldest, superuser, Cancel, fresh: true);
        var (exit, said) = await LoadAsync(target.AdminUrl, File);
        exit.ShouldBe(0, said);
        said.ShouldBeEmpty();
        await MustBeTheSameAsync(source.Database, target.Database);
    }

    [Fact]
    public async Task Its_shape_and_its_rows_loaded_one_after_the_other_make_the_same_database()
    {
        await using var source = await cluster.CloneAsync(Cancel);
        await FillAsync(source);
        var rows = Path.Combine(folder, "rows.sql");
        await new DumpDatabase(source).ToFileAsync(File, DumpPart.Schema, null, Cancel);
        await new DumpDatabase(source).ToFileAsync(rows, DumpPart.Data, null, Cancel);
        (await System.IO.File.ReadAllTextAsync(File, Cancel)).ShouldNotContain("from stdin");
        (await System.IO.File.ReadAllTextAsync(rows, Cancel)).ShouldNotContain("\ncreate table");
        await using var target = await cluster.EmptyAsync(Cancel);
        (await LoadAsync(Url(target), File)).ShouldBe((0, ""));
        await using (var connection = await target.OpenAdminAsync(Cancel))
        {
            (await connection.ExecuteScalarAsync<long>("select (select count(*) from clients) + (select count(*) from settings) + (select count(*) from supabase_migrations.schema_migrations)")).ShouldBe(0);
        }
        (await LoadAsync(Url(target), rows)).ShouldBe((0, ""));
        await MustBeTheSameAsync(source, target);
        // A second time there are rows already.
        var loaded = await DatabaseState.OfAsync(target, Cancel);
        var (exit, said) = await LoadAsync(Url(target), rows);
        exit.ShouldBe(3);
        said.ShouldContain("This database has rows already");
        (await DatabaseState.OfAsync(target, Cancel)).ShouldBe(loaded);
    }

    [Fact]
    public async Task A_database_that_is_not_empty_and_a_dump_that_broke_off_change_nothing()
    {
        await using var source = await cluster.CloneAsync(Cancel);
        await FillAsync(source);
        await new DumpDatabase(source).ToFileAsync(File, DumpPart.Everything, null, Cancel);
        var before = await DatabaseState.OfAsync(source, Cancel);
        (await LoadAsync(Url(source), File)).Said.ShouldContain("load the dump into an empty database");
        (await DatabaseState.OfAsync(source, Cancel)).ShouldBe(before);

        var text = await System.IO.File.ReadAllTextAsync(File, Cancel);
        var half = Path.Combine(folder, "half.sql");
        await using var target = await cluster.EmptyAsync(Cancel);
        foreach (var length in new[] { text.IndexOf("الاسم", StringComparison.Ordinal), text.LastIndexOf("commit;", StringComparison.Ordinal) })
        {
            await System.IO.File.WriteAllTextAsync(half, text[..length], Cancel);
            await LoadAsync(Url(target), half);
            await using var connection = await target.OpenAdminAsync(Cancel);
            (await connection.ExecuteScalarAsync<bool>("select to_regclass('public.clients') is null")).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_was_cut_anywhere_loads_nothing_and_the_documented_command_fails(bool singleTransaction)
    {
        await using var source = await cluster.CloneAsync(Cancel);
        await FillAsync(source);
        await new DumpDatabase(source).ToFileAsync(File, DumpPart.Everything, null, Cancel);
        string[] documented = ["-c", $"deallocate {DumpDatabase.WholeMark(DumpPart.Everything)}"];
        await using var whole = await cluster.EmptyAsync(Cancel);
        (await LoadAsync(Url(whole), File, documented)).ShouldBe((0, ""));

        var text = await System.IO.File.ReadAllTextAsync(File, Cancel);
        var half = Path.Combine(folder, "half.sql");
        await using var target = await cluster.EmptyAsync(Cancel);
        string[] way = singleTransaction ? ["--single-transaction", .. documented] : documented;
        var rows = text.IndexOf("copy ", StringComparison.Ordinal);
        foreach (var length in new[]
        {
            0,
            text.IndexOf("begin;", StringComparison.Ordinal),
            // Within a function's body, between two statements, within a row, after a row, after a table, before the last line.
            text.IndexOf("returns trigger", StringComparison.Ordinal),
            text.LastIndexOf(";\n", rows, StringComparison.Ordinal) + 2,
            text.IndexOf("الاسم", StringComparison.Ordinal),
            text.IndexOf('\n', text.IndexOf('\n', rows) + 1) + 1,
            text.IndexOf("\\.\n", rows, StringComparison.Ordinal) + 3,
            text.LastIndexOf("insert into pg_temp", StringComparison.Ordinal),
            text.LastIndexOf("commit;", StringComparison.Ordinal),
        })
        {
            await System.IO.File.WriteAllTextAsync(half, text[..length], Cancel);
            var (exit, said) = await LoadAsync(Url(target), half, way);
            exit.ShouldNotBe(0, $"cut after {length} of {text.Length}: {said}");
            await using var connection = await target.OpenAdminAsync(Cancel);
            (await connection.ExecuteScalarAsync<bool>("select to_regclass('public.clients') is null and to_regnamespace('archive') is null")).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_cut_one_that_is_committed_all_the_same_is_refused_by_the_server()
    {
        await using var source = await cluster.CloneAsync(Cancel);
        await new DumpDatabase(source).ToFileAsync(File, DumpPart.Everything, null, Cancel);
        var text = await System.IO.File.ReadAllTextAsync(File, Cancel);
        await System.IO.File.WriteAllTextAsync(File, text[..text.LastIndexOf("insert into pg_temp", StringComparison.Ordinal)], Cancel);
        await using var target = await cluster.EmptyAsync(Cancel);
        (await LoadAsync(Url(target), File, "--single-transaction")).Exit.ShouldNotBe(0);
        (await LoadAsync(Url(target), File, "-c", "commit")).Exit.ShouldNotBe(0);
        await using var connection = await target.OpenAdminAsync(Cancel);
        (await connection.ExecuteScalarAsync<bool>("select to_regclass('public.clients') is null")).ShouldBeTrue();
    }

    [Fact]
    public async Task One_that_is_interrupted_or_fails_leaves_no_file()
    {
        await using var source = await cluster.CloneAsync(Cancel);
        await FillAsync(source);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var says = new StopAtOnce(stop);
        await Should.ThrowAsync<OperationCanceledException>(() => new DumpDatabase(source).ToFileAsync(File, DumpPart.Everything, says, stop.Token));
        says.Heard.ShouldBeTrue();
        Directory.GetFiles(folder).ShouldBeEmpty();

        await using var nothing = await cluster.EmptyAsync(Cancel);
        (await Should.ThrowAsync<PlainError>(() => new DumpDatabase(nothing).ToFileAsync(File, DumpPart.Everything, null, Cancel))).Message.ShouldContain("nothing to dump");
        await using var serving = VitalsDatabase.At(cluster.Address.To(source.Name, ClusterAddress.Server));
        await Should.ThrowAsync<PostgresException>(() => new DumpDatabase(serving).ToFileAsync(File, DumpPart.Everything, null, Cancel));
        Directory.GetFiles(folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_readable_for_its_owner_alone_never_written_over_and_holds_no_login()
    {
        await using var source = await cluster.CloneAsync(Cancel);
        await new DumpDatabase(source).ToFileAsync(File, DumpPart.Everything, null, Cancel);
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.GetUnixFileMode(File).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        (await Should.ThrowAsync<PlainError>(() => new DumpDatabase(source).ToFileAsync(File, DumpPart.Schema, null, Cancel))).Message.ShouldContain("exists already");
        Directory.GetFiles(folder).ShouldBe([File]);
        var text = await System.IO.File.ReadAllTextAsync(File, Cancel);
        foreach (var password in cluster.Address.Passwords.Values)
        {
            text.ShouldNotContain(password);
        }
    }

    [Fact]
    public async Task It_is_one_moment_however_much_is_written_meanwhile()
    {
        await using var source = await cluster.CloneAsync(Cancel);
        await FillAsync(source);
        // Written between the first table and the last: what the first did not see, the last must not see.
        var says = new WriteAtOnce(source);
        await new DumpDatabase(source).ToFileAsync(File, DumpPart.Everything, says, Cancel);
        says.Written.ShouldBeTrue();
        await using var target = await cluster.EmptyAsync(Cancel);
        (await LoadAsync(Url(target), File)).ShouldBe((0, ""));
        await using var connection = await target.OpenAdminAsync(Cancel);
        (await connection.ExecuteScalarAsync<long>("select (select count(*) from job_runs where job = 'meanwhile') + (select count(*) from clients where source = 'meanwhile') + (select count(*) from vitals_ledger.history where name = 'meanwhile')")).ShouldBe(0);
    }

    private static async Task MustBeTheSameAsync(VitalsDatabase source, VitalsDatabase target)
    {
        var (wanted, there) = ((await DatabaseState.OfAsync(source, Cancel)).Split('\n'), (await DatabaseState.OfAsync(target, Cancel)).Split('\n'));
        wanted.Except(there).ShouldBeEmpty();
        there.Except(wanted).ShouldBeEmpty();
        there.Length.ShouldBe(wanted.Length);
        (await SchemaDrift.ReadAsync(target, Supabase, Cancel)).ShouldBeEmpty();
        (await new PushMigrations(target, Supabase).RunAsync(null, Cancel)).ShouldBeEmpty();
        await using var connection = await target.OpenAdminAsync(Cancel);
        (await connection.ExecuteScalarAsync<string>("select segment from clients where lastname = E'tab\\there'")).ShouldBe("line\nbreak\r\n\\.\nand \\. end");
        // Life goes on: the next number is beyond all that are there.
        (await connection.ExecuteScalarAsync<bool>("begin; with made as (insert into job_runs (job, slot, started_at) values ('next', now(), now()) returning id) select (select id from made) > max(id) from job_runs")).ShouldBeTrue();
        await connection.ExecuteAsync("rollback");
    }

    private static async Task FillAsync(VitalsDatabase database)
    {
        await House.SomeRows.FillAsync(database, Cancel);
        await using var connection = await database.OpenAdminAsync(Cancel);
        await connection.ExecuteAsync("""
            insert into clients (firstname, lastname, segment) values
              (E'\\N', E'tab\there', E'line\nbreak\r\n\\.\nand \\. end'),
              ('', null, E'"quoted", ''single'', ;-- $$ :name \\q'),
              ('الاسم', '😀 é', repeat('long ', 20000));
            update clients set merged_into = (select id from clients where firstname = '') where firstname = 'الاسم';
            select setval('job_runs_id_seq', 500, false);
            """);
    }

    private string Url(VitalsDatabase database) => cluster.Address.Url(database.Name, ClusterAddress.Owner);

    private static async Task<(int Exit, string Said)> LoadAsync(string url, string file, params string[] further)
    {
        var psql = (await PostgresBinaries.SystemAsync(Cancel)).Select(found => found.Program("psql")).FirstOrDefault(System.IO.File.Exists);
        if (psql is null)
        {
            const string Missing = "psql is not installed (Debian 12: sudo apt-get install postgresql-15).";
            Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")), Missing);
            throw new InvalidOperationException(Missing);
        }
        var ran = await OutsideProgram.RunAsync(psql, ["--no-psqlrc", "--quiet", "-v", "ON_ERROR_STOP=1", "-f", file, .. further, "-d", url], null, Cancel);
        return (ran.ExitCode, ran.Output);
    }

    /// <summary>Interrupts as soon as rows flow.</summary>
    private sealed class StopAtOnce(CancellationTokenSource stop) : IProgress<string>
    {
        public bool Heard { get; private set; }

        public void Report(string value)
        {
            Heard = true;
            stop.Cancel();
        }
    }

    /// <summary>Writes to many tables as soon as rows flow.</summary>
    private sealed class WriteAtOnce(VitalsDatabase to) : IProgress<string>
    {
        public bool Written { get; private set; }

        public void Report(string value)
        {
            if (Written)
            {
                return;
            }
            Written = true;
            using var connection = to.OpenAdminAsync(Cancel).GetAwaiter().GetResult();
            connection.Execute("""
                insert into job_runs (job, slot, started_at) values ('meanwhile', now(), now());
                insert into clients (firstname, source) values ('Both', 'meanwhile');
                insert into vitals_ledger.history (version, name, action, hash) values ('0', 'meanwhile', 'adopt', '')
                """);
        }
    }
}
