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
        MigrationFile.ReadText(File).ShouldBe(printed, "write it again: VITALS_WRITE_GENERATED=1 ./vitals test");
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

    /// <summary>Comments, indexed foreign keys, row security, search paths, write policies: what <c>vitals db lint</c> looks for.</summary>
    [Fact]
    public async Task Lint_finds_nothing()
    {
        await using var connection = await database.OpenAdminAsync();
        (await SchemaFault.ReadAsync(connection, Cancel)).ShouldBeEmpty();
    }

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
    public async Task Every_function_has_an_honest_volatility()
    {
        const string Ours = "p.pronamespace in ('public'::regnamespace, 'archive'::regnamespace) and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')";
        // What reads tables or the clock is not immutable; what writes is not stable.
        (await AskAsync($"select p.oid::regprocedure || ' is not immutable' from pg_proc p where {Ours} and p.provolatile = 'i' and (p.prosrc || coalesce(pg_get_function_sqlbody(p.oid), '')) ~* '(\\mnow\\(|current_|clock_timestamp|\\mfrom\\s+(public|pg_catalog)\\.|business_zone|timezone)'")).ShouldBeEmpty();
        (await AskAsync($"select p.oid::regprocedure || ' is not stable' from pg_proc p where {Ours} and p.provolatile <> 'v' and (p.prosrc || coalesce(pg_get_function_sqlbody(p.oid), '')) ~* '\\m(insert into|update|delete from|clock_timestamp|random\\()\\M'")).ShouldBeEmpty();
    }
}
