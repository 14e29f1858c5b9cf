using ClientVitals.Backups;
using ClientVitals.Database;
using ClientVitals.Migrations;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Migrations;

/// <summary>A restore is all or nothing, and refuses by name what it should not do.</summary>
public sealed partial class RestoreDatabaseTests(TestCluster cluster) : IAsyncLifetime
{
    private const string First = "20260101000001_first.sql";
    private const string Second = "20260101000002_second.sql";
    private const string Third = "20260101000003_third.sql";
    private static readonly string Supabase = Path.Combine(TestCluster.Root(), "supabase");
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("cv-restore-").FullName;
    private VitalsDatabase full = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => Path.Combine(folder, "backup.zip");

    public async ValueTask InitializeAsync()
    {
        const string BackedUp = "backed_up";
        await House.SomeRows.BeginAsync(cluster);
        // The backup is made once in a run, and lies before each test as its own.
        var backup = await cluster.BeginningAsync(BackedUp, House.SomeRows.Name, async made =>
        {
            using var to = new MemoryStream();
            await new BackupDatabase(made).ToAsync(to, Now, null, CancellationToken.None);
            return to.ToArray();
        });
        full = await cluster.CopyAsync(BackedUp);
        await System.IO.File.WriteAllBytesAsync(File, backup, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await full.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<DatabaseRestored> RestoreAsync(VitalsDatabase into, string file, string? supabase = null, bool replace = false, bool leaveOut = false)
    {
        using var archive = BackupArchive.Open(file);
        return await new RestoreDatabase(into, supabase ?? Supabase, replace, leaveOut).RunAsync(archive, null, Cancel);
    }

    private static async Task<string> RefusedAsync(VitalsDatabase into, string file, string? supabase = null)
    {
        var before = await DatabaseState.OfAsync(into, Cancel);
        var refused = await Should.ThrowAsync<PlainError>(() => RestoreAsync(into, file, supabase));
        (await DatabaseState.OfAsync(into, Cancel)).ShouldBe(before, refused.Message);
        return refused.Message;
    }

    [Fact]
    public async Task A_freshly_pushed_database_counts_as_empty_one_with_a_single_row_does_not()
    {
        await using var fresh = await cluster.CloneAsync(Cancel);
        (await new RestoreDatabase(fresh, Supabase).FilledAsync(Cancel)).ShouldBeEmpty("a new migration brings rows: name them in RestoreDatabase.Seeds");
        await using var connection = await fresh.OpenAdminAsync(Cancel);
        await connection.ExecuteAsync("insert into staff (name) values ('Only')");
        (await RefusedAsync(fresh, File)).ShouldContain("already has data (public.staff)");
        await connection.ExecuteAsync("delete from staff; update job_schedules set enabled = false where job = 'daily-report'");
        (await RefusedAsync(fresh, File)).ShouldContain("public.job_schedules");
    }

    [Fact]
    public async Task Told_to_replace_it_throws_away_what_is_there()
    {
        await using var other = await cluster.CloneAsync(Cancel);
        await House.SomeRows.FillAsync(other, Cancel);
        await RestoreAsync(other, File, replace: true);
        (await DatabaseState.OfAsync(other, Cancel)).ShouldBe(await DatabaseState.OfAsync(full, Cancel));
    }

    [Fact]
    public async Task A_file_broken_off_anywhere_is_told_in_a_sentence_and_changes_nothing()
    {
        var bytes = await System.IO.File.ReadAllBytesAsync(File, Cancel);
        await using var fresh = await cluster.CloneAsync(Cancel);
        var broken = Path.Combine(folder, "broken.zip");
        foreach (var length in new[] { 0, 1, 4, 100, bytes.Length / 3, bytes.Length / 2, bytes.Length - 100, bytes.Length - 23, bytes.Length - 1 })
        {
            await System.IO.File.WriteAllBytesAsync(broken, bytes[..length], Cancel);
            (await RefusedAsync(fresh, broken)).ShouldEndWith("nothing was changed.");
        }
    }

    [Fact]
    public async Task A_byte_that_flips_anywhere_is_told_or_was_of_no_matter()
    {
        var whole = await System.IO.File.ReadAllBytesAsync(File, Cancel);
        var chance = new Random(1);
        var told = 0;
        const int Rounds = 200;
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = (byte[])whole.Clone();
            bytes[chance.Next(bytes.Length)] ^= (byte)(1 << chance.Next(8));
            // Some bytes of a zip mean nothing, such as a time nobody asks for; those may pass.
            try
            {
                using var archive = BackupArchive.Open(new MemoryStream(bytes), "The file");
                await archive.CheckAsync(null, Cancel);
            }
            catch (PlainError error)
            {
                error.Message.ShouldEndWith("nothing was changed.");
                told++;
            }
        }
        told.ShouldBeGreaterThan(Rounds / 2);
    }

    [Theory]
    [InlineData("data/public.staff.copy", "are not those its manifest lists")]
    [InlineData("manifest.json", "does not have the hash noted for it")]
    public async Task Rows_that_were_changed_in_a_file_that_is_otherwise_whole_are_told(string changed, string told)
    {
        var forged = Path.Combine(folder, "forged.zip");
        using (var from = System.IO.Compression.ZipFile.OpenRead(File))
        using (var to = System.IO.Compression.ZipFile.Open(forged, System.IO.Compression.ZipArchiveMode.Create))
        {
            foreach (var entry in from.Entries)
            {
                using var reader = new StreamReader(entry.Open());
                var text = await reader.ReadToEndAsync(Cancel);
                await using var writer = new StreamWriter(to.CreateEntry(entry.FullName).Open());
                // As long as before, and as many lines.
                await writer.WriteAsync(entry.FullName == changed ? text.Replace('e', 'o') : text);
            }
        }
        await using var fresh = await cluster.CloneAsync(Cancel);
        (await RefusedAsync(fresh, forged)).ShouldContain(told);
    }

    [Fact]
    public async Task A_file_that_is_something_else_is_told()
    {
        await using var fresh = await cluster.CloneAsync(Cancel);
        var other = Path.Combine(folder, "other.zip");
        await System.IO.File.WriteAllTextAsync(other, "client_email,started_at\n", Cancel);
        (await RefusedAsync(fresh, other)).ShouldContain("is not a backup");
        using (var zip = System.IO.Compression.ZipFile.Open(other + "2", System.IO.Compression.ZipArchiveMode.Create))
        {
            zip.CreateEntry("hello.txt");
        }
        (await RefusedAsync(fresh, other + "2")).ShouldContain("it has no manifest.json");
        (await RefusedAsync(fresh, Path.Combine(folder, "none.zip"))).ShouldContain("There is no file");
    }

    [Fact]
    public async Task A_backup_with_a_migration_this_program_does_not_have_is_refused_by_its_name()
    {
        using var older = new SomeMigrations();
        older.With(First, "create table a (n int);");
        await using var empty = await cluster.EmptyAsync(Cancel);
        (await RefusedAsync(empty, File, older.Folder)).ShouldContain("20251203000001_foundation, which this program does not know");
    }

    [Fact]
    public async Task An_older_backup_gets_the_shape_of_its_day_and_is_pushed_forward_into_an_empty_or_a_newer_database()
    {
        using var some = new SomeMigrations();
        some.With(First, "create table a (n int primary key);", rollback: "drop table a;");
        await using var old = await cluster.EmptyAsync(Cancel);
        await new PushMigrations(old, some.Folder).RunAsync(null, Cancel);
        await using (var connection = await old.OpenAdminAsync(Cancel))
        {
            await connection.ExecuteAsync("insert into a values (1), (2)");
        }
        var file = Path.Combine(folder, "old.zip");
        await new BackupDatabase(old).ToFileAsync(file, Now, null, Cancel);

        some.With(Second, "alter table a add m int; update a set m = n * 10; alter table a alter m set not null;", rollback: "alter table a drop m;")
            .With(Third, "create index concurrently a_m on a (m);", rollback: "drop index a_m;");
        await using var empty = await cluster.EmptyAsync(Cancel);
        some.Without(Third);
        await using var newer = await cluster.EmptyAsync(Cancel);
        await new PushMigrations(newer, some.Folder).RunAsync(null, Cancel);
        foreach (var target in new[] { empty, newer })
        {
            var done = await RestoreAsync(target, file, some.Folder);
            done.PushedForward.Select(step => step.Title).ShouldBe(["20260101000002_second"]);
            await using var connection = await target.OpenAdminAsync(Cancel);
            (await connection.QueryAsync<int>("select m from a order by n")).ShouldBe([10, 20]);
            (await MigrationLedger.ReadAsync(connection, Cancel)).Count.ShouldBe(2);
        }
    }

    [Fact]
    public async Task A_table_that_no_migration_makes_is_refused_by_name_unless_it_is_left_out()
    {
        await using (var connection = await full.OpenAdminAsync(Cancel))
        {
            await connection.ExecuteAsync("create table public.\"my \"\"own; drop\" (x int); insert into public.\"my \"\"own; drop\" values (1)");
        }
        var file = Path.Combine(folder, "own.zip");
        await new BackupDatabase(full).ToFileAsync(file, Now, null, Cancel);
        await using var fresh = await cluster.CloneAsync(Cancel);
        (await RefusedAsync(fresh, file)).ShouldContain("no migration here makes (public.my \"own; drop)");
        (await RestoreAsync(fresh, file, leaveOut: true)).LeftOut.ShouldBe(["public.my \"own; drop"]);
    }

    [Fact]
    public async Task Triggers_sleep_and_wake_as_they_were()
    {
        await using var fresh = await cluster.CloneAsync(Cancel);
        await using (var connection = await fresh.OpenAdminAsync(Cancel))
        {
            await connection.ExecuteAsync("alter table staff disable trigger update_staff_updated_at; alter table clients enable always trigger update_clients_updated_at");
        }
        await RestoreAsync(fresh, File);
        await using var after = await fresh.OpenAdminAsync(Cancel);
        (await after.QueryAsync<string>("select tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal and tgenabled <> 'O' order by 1")).ShouldBe(["update_clients_updated_at A", "update_staff_updated_at D"]);
    }
}
