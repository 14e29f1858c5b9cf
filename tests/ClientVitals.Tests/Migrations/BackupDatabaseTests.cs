using System.IO.Compression;
using System.Text;
using ClientVitals.Backups;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Migrations;
using Dapper;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Migrations;

/// <summary>What a backup holds, and that all of it comes back.</summary>
public sealed class BackupDatabaseTests(TestCluster cluster) : IAsyncLifetime
{
    private static readonly string Supabase = Path.Combine(TestCluster.Root(), "supabase");
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("cv-backup-").FullName;
    private VitalsDatabase full = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => Path.Combine(folder, "backup.zip");

    public async ValueTask InitializeAsync()
    {
        full = await House.SomeRows.CopyAsync(cluster);
        await using var connection = await full.OpenAdminAsync(Cancel);
        await connection.ExecuteAsync(OddValues);
    }

    public async ValueTask DisposeAsync()
    {
        await full.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private Task<BackupMade> BackUpAsync() => new BackupDatabase(full).ToFileAsync(File, Now, null, Cancel);

    private async Task RestoreAsync(VitalsDatabase into)
    {
        using var archive = BackupArchive.Open(File);
        await new RestoreDatabase(into, Supabase).RunAsync(archive, null, Cancel);
    }

    [Fact]
    public async Task Everything_comes_back_into_an_empty_database_odd_values_and_numbers_too()
    {
        var made = await BackUpAsync();
        made.Migration.ShouldBe(MigrationFile.ReadAll(Supabase)[^1].Title);
        await using var empty = await cluster.EmptyAsync(Cancel);
        await RestoreAsync(empty);
        (await DatabaseState.OfAsync(empty, Cancel)).ShouldBe(await DatabaseState.OfAsync(full, Cancel));

        await using var connection = await empty.OpenAdminAsync(Cancel);
        (await RollupProof.ReadAsync(connection, Cancel)).ShouldSatisfyAllConditions(proof => proof.Wrong.ShouldBe(0), proof => proof.Equal.ShouldBeGreaterThan(0));
        // Life goes on: the next number is the next, and triggers are awake.
        (await connection.ExecuteScalarAsync<bool>("with made as (insert into job_runs (job, slot, started_at) values ('next', now(), now()) returning id) select (select id from made) > max(id) from job_runs")).ShouldBeTrue();
        await connection.ExecuteAsync("insert into call_records (client_id, started_at) select id, '2026-01-04 10:00Z' from clients limit 1");
        (await RollupProof.ReadAsync(connection, Cancel)).Wrong.ShouldBe(0);
    }

    [Fact]
    public async Task A_freshly_pushed_database_takes_it_as_well_and_its_own_seeds_give_way()
    {
        await BackUpAsync();
        await using var fresh = await cluster.CloneAsync(Cancel);
        await RestoreAsync(fresh);
        (await DatabaseState.OfAsync(fresh, Cancel)).ShouldBe(await DatabaseState.OfAsync(full, Cancel));
        (await SchemaDrift.ReadAsync(fresh, Supabase, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_rollback_kept_is_kept_in_the_backup_and_comes_back_with_the_next_push()
    {
        await using (var connection = await full.OpenAdminAsync(Cancel))
        {
            await connection.ExecuteAsync("insert into client_pauses (client_id, starts_on, entered_at, superseded_at) select id, '2025-08-01', '2025-08-01 09:00Z', '2025-08-09 09:00Z' from clients");
        }
        var before = await StateWithoutHistoryAsync(full);
        var rollback = new RollbackMigrations(full, Supabase);
        await rollback.RunAsync(await rollback.PlanAsync(2, null, Cancel), null, Cancel);
        await BackUpAsync();
        await using var empty = await cluster.EmptyAsync(Cancel);
        // Restoring pushes forward, and the push gives back what the rollback had kept.
        await RestoreAsync(empty);
        (await StateWithoutHistoryAsync(empty)).ShouldBe(before);
    }

    [Fact]
    public async Task It_is_one_moment_however_much_is_written_meanwhile()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var writing = WriteAsync(stop.Token);
        for (var round = 0; round < 5; round++)
        {
            System.IO.File.Delete(File);
            await BackUpAsync();
            await using var empty = await cluster.EmptyAsync(Cancel);
            await RestoreAsync(empty);
            await using var connection = await empty.OpenAdminAsync(Cancel);
            // Each writing adds a run and a client together; the foreign key and the roll-up hold too.
            (await connection.ExecuteScalarAsync<bool>("select (select count(*) from job_runs where job = 'both') = (select count(*) from clients where source = 'both')")).ShouldBeTrue();
            (await RollupProof.ReadAsync(connection, Cancel)).Wrong.ShouldBe(0);
        }
        await stop.CancelAsync();
        (await writing).ShouldBeGreaterThan(10);
    }

    private async Task<int> WriteAsync(CancellationToken until)
    {
        var rounds = 0;
        await using var connection = await full.OpenAdminAsync(Cancel);
        for (; !until.IsCancellationRequested; rounds++)
        {
            await connection.ExecuteAsync("""
                begin;
                insert into job_runs (job, slot, started_at) values ('both', now(), now());
                with made as (insert into clients (firstname, source) values ('Both', 'both') returning id)
                insert into call_records (client_id, started_at) select id, '2025-12-01 10:00Z' from made;
                commit
                """);
        }
        return rounds;
    }

    [Fact]
    public async Task It_is_readable_for_its_owner_alone_never_written_over_and_holds_no_login()
    {
        await BackUpAsync();
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.GetUnixFileMode(File).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        (await Should.ThrowAsync<PlainError>(BackUpAsync)).Message.ShouldContain("exists already");
        Directory.GetFiles(folder).ShouldBe([File]);

        using var zip = ZipFile.OpenRead(File);
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            var text = await reader.ReadToEndAsync(Cancel);
            foreach (var password in cluster.Address.Passwords.Values)
            {
                text.ShouldNotContain(password, customMessage: entry.FullName);
            }
        }
    }

    [Fact]
    public async Task A_program_killed_while_writing_leaves_nothing()
    {
        // What lies in the folder at a moment is what a kill at that moment leaves; where files must have names, the next backup of the name clears up.
        var left = new List<string[]>();
        await NewFile.WriteAsync(File, "backup", async stream =>
        {
            await stream.WriteAsync(new byte[1 << 20], Cancel);
            await stream.FlushAsync(Cancel);
            left.Add(Directory.GetFiles(folder));
        });
        left.ShouldHaveSingleItem().ShouldBeEmpty();
        new FileInfo(File).Length.ShouldBe(1 << 20);
    }

    [Fact]
    public async Task A_name_that_somebody_took_meanwhile_is_not_written_over()
    {
        await Should.ThrowAsync<IOException>(() => NewFile.WriteAsync(File, "backup", _ => System.IO.File.WriteAllTextAsync(File, "theirs", Cancel)));
        Directory.GetFiles(folder).ShouldBe([File]);
        (await System.IO.File.ReadAllTextAsync(File, Cancel)).ShouldBe("theirs");
    }

    [Fact]
    public async Task A_backup_that_fails_leaves_no_file()
    {
        await using var nothing = await cluster.EmptyAsync(Cancel);
        (await Should.ThrowAsync<PlainError>(() => new BackupDatabase(nothing).ToFileAsync(File, Now, null, Cancel))).Message.ShouldContain("No migration is applied");
        Directory.GetFiles(folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_login_that_sees_only_some_rows_makes_no_backup_of_them()
    {
        await using var serving = VitalsDatabase.At(cluster.Address.To(full.Name, ClusterAddress.Server));
        await Should.ThrowAsync<PostgresException>(() => new BackupDatabase(serving).ToFileAsync(File, Now, null, Cancel));
        Directory.GetFiles(folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Its_sums_are_those_that_sha256sum_checks()
    {
        await BackUpAsync();
        using var zip = ZipFile.OpenRead(File);
        using var sums = new StreamReader(zip.GetEntry("SHA256SUMS")!.Open());
        var lines = (await sums.ReadToEndAsync(Cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(zip.Entries.Count - 1);
        foreach (var parts in lines.Select(line => line.Split("  ")))
        {
            await using var entry = zip.GetEntry(parts[1])!.Open();
            Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(entry, Cancel)).ShouldBe(parts[0]);
        }
    }

    [Fact]
    public async Task No_tables_point_at_each_other_in_a_circle_so_that_they_can_be_loaded_in_turn()
    {
        await using var connection = await full.OpenAdminAsync(Cancel);
        var ordered = (await BackupTable.ReadAsync(connection, Cancel)).Select(table => table.Title).ToList();
        var links = await connection.QueryAsync<(string Later, string Earlier)>(Sql.Of<BackupTable>("Links"));
        foreach (var (later, earlier) in links)
        {
            ordered.IndexOf(earlier).ShouldBeLessThan(ordered.IndexOf(later), $"{later} points to {earlier}");
        }
    }

    /// <summary>A restore writes a history of its own pushes; all else is compared.</summary>
    private static async Task<string> StateWithoutHistoryAsync(VitalsDatabase database) =>
        string.Join('\n', (await DatabaseState.OfAsync(database, Cancel)).Split('\n').Where(line => !line.Contains("history", StringComparison.Ordinal)));

    private const string OddValues = """
        insert into clients (firstname, lastname, segment) values
          (E'\\N', E'tab\there', E'line\nbreak\rand \\. end'),
          ('', null, '"quoted", ''single'', ;-- $$'),
          ('الاسم', '😀 é', repeat('long ', 20000));
        insert into agent_knowledge (category, title, content, structured_data, embedding, confidence) values
          ('rule', 'numbers', '', '{"a": "\\u0001 \" \\\\ "}', array['NaN', 'Infinity', '-Infinity', null, 1e-30, 0.1]::real[], 0.333333333333333333333333);
        insert into call_pattern_analysis (client_email, avg_calls_per_week, deviation_pct) values ('odd@example.com', 1e100, -0.000000000000000000000000000001);
        update clients set merged_into = (select id from clients where firstname = '') where firstname = 'الاسم';
        select setval('job_runs_id_seq', 500, false);
        insert into settings (set_by, business_zone) values ('hand', 'Asia/Dubai');
        """;
}
