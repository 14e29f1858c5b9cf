using ClientVitals.Database;
using ClientVitals.Migrations;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.House;

/// <summary>Each migration has its verify and its exact undo, on the embedded server and on PostgreSQL 15.</summary>
public sealed class MigrationsLaw(TestCluster cluster)
{
    private static readonly string Supabase = Path.Combine(TestCluster.Root(), "supabase");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Each_migration_has_its_verify_and_its_rollback_and_there_are_no_others()
    {
        var titles = MigrationFile.ReadAll(Supabase).Select(file => file.Title + ".sql").ToList();
        Names("verify").ShouldBe(titles);
        Names("rollback").ShouldBe(titles);
    }

    [Fact]
    public async Task Step_by_step_each_migration_comes_goes_and_comes_back_with_every_row()
    {
        await using var database = await cluster.EmptyAsync(Cancel);
        await StepByStepAsync(database);
    }

    [Fact]
    public async Task The_same_holds_on_the_oldest_PostgreSQL_we_promise()
    {
        await using var oldest = await TestCluster.OldestAsync(Cancel);
        await using var migrated = await oldest.CloneAsync(Cancel);
        await using var connection = await migrated.OpenAdminAsync(Cancel);
        Catalogue.Text(await Catalogue.ReadAsync(connection, Cancel)).ShouldBe(MigrationFile.ReadText(Path.Combine(Supabase, "schema.sql")));
        await ThereAndBackAsync(migrated);
        (await new VerifyMigrations(migrated, Supabase).RunAsync(null, Cancel)).Where(verdict => verdict.Fault is not null).ShouldBeEmpty();
    }

    [Fact]
    public async Task All_of_them_go_and_come_back_with_every_row()
    {
        await using var database = await cluster.CloneAsync(Cancel);
        await ThereAndBackAsync(database);
    }

    private static async Task ThereAndBackAsync(VitalsDatabase database)
    {
        await SomeRows.FillAsync(database, Cancel);
        await using (var connection = await database.OpenAdminAsync(Cancel))
        {
            // What holds no longer goes with its columns, and must come back whole.
            await connection.ExecuteAsync("""
                insert into client_pauses (client_id, starts_on, entered_at, superseded_at) select id, '2025-08-01', '2025-08-01 09:00Z', '2025-08-09 09:00Z' from clients;
                insert into intervention_events (item_id, client_id, kind, made_at, made_on, made_by, pause_id, ended_before, undone_at)
                select i.id, i.client_id, 'LEFT', '2026-01-05 09:00Z', '2026-01-05', 'Aisha', (select max(p.id) from client_pauses p where p.client_id = i.client_id), '2026-06-30', '2026-01-06 09:00Z'
                from intervention_log i;
                insert into settings (lines_a_day) values (7);
                update intervention_log i set (place, place_since) = (select h.pattern_place, h.pattern_since from client_health_scores h where h.client_id = i.client_id);
                """);
        }
        var before = (await StateAsync(database)).Text;

        var rollback = new RollbackMigrations(database, Supabase);
        await rollback.RunAsync(await rollback.PlanAsync(0, "0", Cancel), null, Cancel);
        await using (var connection = await database.OpenAdminAsync(Cancel))
        {
            (await connection.ExecuteScalarAsync<long>("select count(*) from pg_class where relnamespace = 'public'::regnamespace")).ShouldBe(0);
        }
        await new PushMigrations(database, Supabase).RunAsync(null, Cancel);
        MustBeTheSame((await StateAsync(database)).Text, before, "rolled back and pushed, the database is not what it was");
    }

    private static async Task StepByStepAsync(VitalsDatabase database)
    {
        using var growing = new GrowingFolder(Supabase);
        var push = new PushMigrations(database, growing.Folder);
        var rollback = new RollbackMigrations(database, growing.Folder);
        var without = (await StateAsync(database)).Shape;
        foreach (var file in MigrationFile.ReadAll(Supabase))
        {
            growing.Add(file);
            (await push.RunAsync(null, Cancel)).Select(step => step.Title).ShouldBe([file.Title]);
            (await push.RunAsync(null, Cancel)).ShouldBeEmpty();
            await SomeRows.FillAsync(database, Cancel);
            // Its own verify script; all of them are run when all are applied.
            await VerifyAsync(database, file);
            var with = await StateAsync(database);

            await rollback.RunAsync(await rollback.PlanAsync(1, null, Cancel), null, Cancel);
            MustBeTheSame(await ShapeAsync(database), without, $"the rollback of {file.Title} is not its exact undo");
            await push.RunAsync(null, Cancel);
            var again = await StateAsync(database);
            MustBeTheSame(again.Text, with.Text, $"{file.Title} did not come back as it was");
            without = again.Shape;
        }
        (await new VerifyMigrations(database, growing.Folder).RunAsync(null, Cancel)).Where(verdict => verdict.Fault is not null).ShouldBeEmpty();
        await SomeRows.MustBeInEveryTableAsync(database, Cancel);
    }
    private static async Task VerifyAsync(VitalsDatabase database, MigrationFile file)
    {
        await using var connection = await database.OpenAdminAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await MigrationScript.ExecuteAsync(connection, file.VerifyPath, MigrationFile.ReadText(file.VerifyPath), "its verify script is not satisfied", Cancel);
    }

    /// <summary>The shape without the archive, which keeps what rollbacks took away.</summary>
    private static async Task<string> ShapeAsync(VitalsDatabase database)
    {
        await using var connection = await database.OpenAdminAsync(Cancel);
        return WithoutArchive(await Catalogue.ReadAsync(connection, Cancel));
    }

    private static string WithoutArchive(IEnumerable<Catalogue> shape) =>
        Catalogue.Text([.. shape.Where(s => !s.About.StartsWith("archive", StringComparison.Ordinal) && s.About != "public")]);

    /// <summary>The shape without the archive; and the whole shape with a hash of each table's rows.</summary>
    private static async Task<(string Shape, string Text)> StateAsync(VitalsDatabase database)
    {
        await using var connection = await database.OpenAdminAsync(Cancel);
        var shape = await Catalogue.ReadAsync(connection, Cancel);
        // All tables in one question.
        var tables = await SomeRows.TablesAsync(connection);
        var rows = tables.Count == 0 ? [] : await connection.QueryAsync<string>(string.Join(" union all ", tables.Select(table =>
            $"select '{table} ' || count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {table} t")));
        // The server may give the parts of a union in any order.
        return (WithoutArchive(shape), Catalogue.Text(shape) + string.Join('\n', rows.Order(StringComparer.Ordinal)));
    }

    /// <summary>Only the lines that differ are shown: the whole has some thousands.</summary>
    private static void MustBeTheSame(string now, string before, string fault)
    {
        if (now != before)
        {
            var (here, there) = (now.Split('\n'), before.Split('\n'));
            Assert.Fail(string.Join('\n', [fault + ":", .. there.Except(here).Select(line => "- " + line), .. here.Except(there).Select(line => "+ " + line)]));
        }
    }

    private static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Supabase, folder)).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal);

    /// <summary>A folder supabase that gets one migration after the other.</summary>
    private sealed class GrowingFolder : IDisposable
    {
        private readonly string from;

        public GrowingFolder(string from)
        {
            this.from = from;
            Folder = Directory.CreateTempSubdirectory("cv-growing-").FullName;
            Directory.CreateDirectory(Path.Combine(Folder, "migrations"));
        }

        public string Folder { get; }

        public void Add(MigrationFile file)
        {
            foreach (var kind in new[] { "migrations", "verify", "rollback" })
            {
                Directory.CreateDirectory(Path.Combine(Folder, kind));
                File.Copy(Path.Combine(from, kind, file.Title + ".sql"), Path.Combine(Folder, kind, file.Title + ".sql"));
            }
        }

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
