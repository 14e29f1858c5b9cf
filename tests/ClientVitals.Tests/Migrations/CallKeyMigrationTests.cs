using ClientVitals.Database;
using ClientVitals.Migrations;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Migrations;

/// <summary>20260108000001: earlier calls know their source, and what the narrower key had no room for comes back.</summary>
public sealed class CallKeyMigrationTests(TestCluster cluster)
{
    private const string Version = "20260108000001";

    private static readonly string Folder = Path.Combine(TestCluster.Root(), "supabase");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<IEnumerable<string>> CallsAsync(Npgsql.NpgsqlConnection db, string columns) =>
        db.QueryAsync<string>($"select concat_ws(' ', {columns}) from call_records order by id");

    private static async Task BackAsync(VitalsDatabase database)
    {
        var rollback = new RollbackMigrations(database, Folder);
        await rollback.RunAsync(await rollback.PlanAsync(0, Before(), Cancel), null, Cancel);
    }

    private static string Before() => MigrationFile.ReadAll(Folder).Select(file => file.Version).Last(version => string.CompareOrdinal(version, Version) < 0);

    [Fact]
    public async Task Earlier_calls_learn_their_source_and_calls_of_one_id_come_back_after_a_rollback()
    {
        await using var database = await cluster.CloneAsync(Cancel);
        await BackAsync(database);
        await using var db = await database.OpenAdminAsync(Cancel);
        await db.ExecuteAsync("""
            with d as (insert into deliveries (source, name, state, started_at) values ('file', 'a.csv', 'failed', '2026-01-01 09:00Z'), ('zoom', 'b', 'failed', '2026-01-01 09:00Z') returning id, source)
            insert into call_records (provider, provider_call_id, client_phone, started_at, delivery_id, updated_at)
            select v.provider, v.id, '+971501112233', '2026-01-01 09:00Z', d.id, '2026-01-01 09:00Z'
            from (values (1, 'zoom', '1', 'file'), (2, 'zoom', '2', 'zoom'), (3, null, null, 'file')) as v (n, provider, id, source)
            join d on d.source = v.source
            order by v.n
            """);
        var push = new PushMigrations(database, Folder);
        await push.RunAsync(null, Cancel);
        (await CallsAsync(db, "coalesce(source, '-'), coalesce(provider, '-'), updated_at = '2026-01-01 09:00Z'")).ShouldBe(["file zoom t", "- zoom t", "- - t"]);

        await db.ExecuteAsync("""
            delete from deliveries;
            with c as (insert into clients (firstname) values ('Layla') returning id)
            insert into call_records (provider, provider_call_id, source, client_id, started_at, notes)
            select 'zoom', '2', v.source, c.id, '2026-01-02 09:00Z', v.notes
            from c, (values (null, 'same source'), ('api', 'another source')) as v (source, notes)
            """);
        var before = await CallsAsync(db, "id, coalesce(source, '-'), provider, client_id, notes");
        var days = await db.ExecuteScalarAsync<int>("select count(*)::int from call_rollups");
        days.ShouldBe(1);
        await BackAsync(database);
        (await CallsAsync(db, "coalesce(provider, '-'), provider_call_id")).ShouldBe(["zoom 1", "zoom 2", "-"]);
        (await db.ExecuteScalarAsync<int>("select count(*)::int from call_rollups")).ShouldBe(0);
        await push.RunAsync(null, Cancel);
        (await db.ExecuteScalarAsync<int>("select count(*)::int from call_rollups")).ShouldBe(1);
        await db.ExecuteAsync("insert into call_records (started_at) values ('2026-01-03 09:00Z')");
        await db.ExecuteAsync("delete from call_records where started_at = '2026-01-03 09:00Z'");
        // Which source added the first is known by the archive alone: its delivery is gone.
        (await CallsAsync(db, "id, coalesce(source, '-'), provider, client_id, notes")).ShouldBe(before);
        (await db.ExecuteScalarAsync<int>("select count(*)::int from pg_class where relnamespace = 'archive'::regnamespace and relname in ('call_records__source', 'calls_of_one_id')")).ShouldBe(0);
    }
    [Fact]
    public async Task A_client_erased_while_the_key_is_rolled_back_does_not_come_back_and_others_do()
    {
        await using var database = await cluster.CloneAsync(Cancel);
        await using var db = await database.OpenAdminAsync(Cancel);
        await db.ExecuteAsync("""
            with c as (insert into clients (firstname) values ('Layla'), ('Sam'), ('Zoe') returning id, firstname),
            e as (insert into client_emails (email, client_id, is_primary) select lower(firstname) || '@example.com', id, true from c)
            insert into call_records (provider, provider_call_id, client_id, started_at, notes)
            select 'zoom', 'ev-1', id, '2026-01-02 09:00Z', firstname from c order by firstname
            """);
        await BackAsync(database);
        await new ErasePerson("sam@example.com").RunAsync(database, Cancel);
        (await db.ExecuteScalarAsync<int>("select count(*)::int from archive.calls_of_one_id")).ShouldBe(1);
        await new PushMigrations(database, Folder).RunAsync(null, Cancel);
        (await CallsAsync(db, "notes")).ShouldBe(["Layla", "Zoe"]);
    }
}
