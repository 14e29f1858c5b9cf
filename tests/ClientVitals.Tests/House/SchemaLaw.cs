using ClientVitals.Migrations;
using Dapper;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.House;

/// <summary>What every table, column, function and policy of ours must be.</summary>
public sealed class SchemaLaw(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly string File = Path.Combine(TestCluster.Root(), "supabase", "schema.sql");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<IReadOnlyList<string>> AskAsync(string sql)
    {
        await using var connection = await database.OpenAdminAsync();
        return (await connection.QueryAsync<string>(sql)).AsList();
    }

    [Fact]
    public async Task The_schema_file_is_what_a_fresh_push_makes()
    {
        await using var connection = await database.OpenAdminAsync();
        var printed = Catalogue.Text(await Catalogue.ReadAsync(connection, Cancel));
        if (Environment.GetEnvironmentVariable("VITALS_WRITE_GENERATED") is "1")
        {
            await System.IO.File.WriteAllTextAsync(File, printed, Cancel);
        }
        MigrationFile.ReadText(File).ShouldBe(printed, "write it anew: VITALS_WRITE_GENERATED=1 ./vitals test");
    }

    [Fact]
    public async Task The_schema_file_makes_the_same_shape_on_an_empty_database()
    {
        await using var empty = await database.Cluster.EmptyAsync(Cancel);
        await using var connection = await empty.OpenAdminAsync(Cancel);
        foreach (var statement in SqlStatement.Split(MigrationFile.ReadText(File)))
        {
            await using var run = new NpgsqlCommand(statement.Text, connection);
            await run.ExecuteNonQueryAsync(Cancel);
        }
        Catalogue.Text(await Catalogue.ReadAsync(connection, Cancel)).ShouldBe(MigrationFile.ReadText(File));
    }

    [Fact]
    public async Task Every_table_column_and_function_has_a_comment() =>
        (await AskAsync("""
            select 'table ' || c.oid::regclass from pg_class c
            where c.relnamespace in ('public'::regnamespace, 'archive'::regnamespace) and c.relkind in ('r', 'p', 'v', 'm') and obj_description(c.oid, 'pg_class') is null
            union all
            select 'column ' || c.oid::regclass || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and col_description(c.oid, a.attnum) is null
            union all
            select 'function ' || p.oid::regprocedure from pg_proc p
            where p.pronamespace in ('public'::regnamespace, 'archive'::regnamespace) and obj_description(p.oid, 'pg_proc') is null
              and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
            """)).ShouldBeEmpty();

    [Fact]
    public async Task Every_foreign_key_has_an_index() =>
        (await AskAsync("""
            select k.conrelid::regclass || ' ' || k.conname from pg_constraint k
            where k.contype = 'f' and k.connamespace = 'public'::regnamespace
              and not exists (
                select from pg_index i
                where i.indrelid = k.conrelid and i.indisvalid
                  and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey and k.conkey @> (i.indkey::int2[])[0:cardinality(k.conkey) - 1])
            """)).ShouldBeEmpty();

    [Fact]
    public async Task Every_table_has_row_security() =>
        (await AskAsync("select oid::regclass::text from pg_class where relnamespace in ('public'::regnamespace, 'archive'::regnamespace, 'vitals_ledger'::regnamespace) and relkind in ('r', 'p') and not relrowsecurity"))
            .ShouldBeEmpty();

    [Fact]
    public async Task Only_the_service_may_write_without_a_condition() =>
        (await AskAsync("""
            select p.polrelid::regclass || ' ' || p.polname from pg_policy p
            where p.polcmd <> 'r'
              and p.polroles <> array[(select oid from pg_roles where rolname = 'service_role')]
              and (coalesce(pg_get_expr(p.polwithcheck, p.polrelid), pg_get_expr(p.polqual, p.polrelid), 'true') = 'true'
                or (p.polcmd in ('*', 'w', 'd') and coalesce(pg_get_expr(p.polqual, p.polrelid), 'true') = 'true'))
            """)).ShouldBeEmpty();

    [Fact]
    public async Task Every_policy_names_its_roles() =>
        (await AskAsync("select polrelid::regclass || ' ' || polname from pg_policy where 0 = any (polroles)")).ShouldBeEmpty();

    [Fact]
    public async Task The_anonymous_role_may_do_nothing() =>
        (await AskAsync("""
            select c.oid::regclass || ' ' || a.privilege_type from pg_class c cross join lateral aclexplode(c.relacl) a
            where c.relnamespace in ('public'::regnamespace, 'archive'::regnamespace) and a.grantee in (0, (select oid from pg_roles where rolname = 'anon'))
            """)).ShouldBeEmpty();

    [Fact]
    public async Task Every_function_has_a_fixed_search_path_and_an_honest_volatility()
    {
        const string Ours = "p.pronamespace in ('public'::regnamespace, 'archive'::regnamespace) and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')";
        (await AskAsync($"select p.oid::regprocedure || ' has no fixed search_path' from pg_proc p where {Ours} and not exists (select from unnest(p.proconfig) c where c like 'search_path=%')")).ShouldBeEmpty();
        // What reads tables or the clock is not immutable; what writes is not stable.
        (await AskAsync($"select p.oid::regprocedure || ' is not immutable' from pg_proc p where {Ours} and p.provolatile = 'i' and (p.prosrc || coalesce(pg_get_function_sqlbody(p.oid), '')) ~* '(\\mnow\\(|current_|clock_timestamp|\\mfrom\\s+(public|pg_catalog)\\.|business_zone|timezone)'")).ShouldBeEmpty();
        (await AskAsync($"select p.oid::regprocedure || ' is not stable' from pg_proc p where {Ours} and p.provolatile <> 'v' and (p.prosrc || coalesce(pg_get_function_sqlbody(p.oid), '')) ~* '\\m(insert into|update|delete from|clock_timestamp|random\\()\\M'")).ShouldBeEmpty();
    }
}
