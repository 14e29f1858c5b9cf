using ClientVitals.Backups;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Migrations;

/// <summary>Foreign keys and indexes are off while rows are loaded: afterwards they are what they were, one's own too.</summary>
public sealed class RestoreDatabaseLooseTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly string Supabase = Path.Combine(TestCluster.Root(), "supabase");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<List<string>> IndexesAndKeysAsync()
    {
        await using var connection = await database.OpenAdminAsync();
        return (await connection.QueryAsync<string>("""
            select concat_ws(' | ', pg_get_indexdef(i.indexrelid), i.indisvalid, i.indisclustered, i.indisreplident, obj_description(i.indexrelid, 'pg_class'))
            from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace in ('public'::regnamespace, 'vitals_ledger'::regnamespace)
            union all
            select concat_ws(' | ', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid), k.convalidated, obj_description(k.oid, 'pg_constraint'))
            from pg_constraint k where k.connamespace in ('public'::regnamespace, 'vitals_ledger'::regnamespace)
            order by 1
            """)).AsList();
    }

    [Fact]
    public async Task Every_index_and_key_is_as_before_with_its_comment_and_its_marks()
    {
        await House.SomeRows.FillAsync(database.Vitals, Cancel);
        await database.DoAsync("""
            create index by_hand on public.clients (lower(lastname)) include (firstname) where status = 'ACTIVE';
            comment on index public.by_hand is 'An index of one''s own.';
            create unique index "By Hand, too" on public.staff (name desc nulls last) with (fillfactor = 70);
            create index marked on public.staff (id);
            alter table public.staff cluster on marked;
            alter table public.call_records add column seen_by uuid;
            update public.call_records set seen_by = gen_random_uuid();
            alter table public.call_records add constraint seen_by_staff foreign key (seen_by) references public.staff on delete set null deferrable initially deferred not valid;
            comment on constraint seen_by_staff on public.call_records is 'Rows from before are not checked.';
            """);
        var before = await IndexesAndKeysAsync();
        before.ShouldContain(line => line.Contains("by_hand", StringComparison.Ordinal) && line.EndsWith("An index of one's own.", StringComparison.Ordinal));
        var state = await DatabaseState.OfAsync(database.Vitals, Cancel);
        var file = Path.Combine(Directory.CreateTempSubdirectory("cv-loose-").FullName, "all.zip");
        try
        {
            await new BackupDatabase(database.Vitals).ToFileAsync(file, DateTimeOffset.UnixEpoch, null, Cancel);
            using var archive = BackupArchive.Open(file);
            await new RestoreDatabase(database.Vitals, Supabase, replace: true).RunAsync(archive, null, Cancel);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
        (await IndexesAndKeysAsync()).ShouldBe(before);
        (await DatabaseState.OfAsync(database.Vitals, Cancel)).ShouldBe(state);
    }
}
