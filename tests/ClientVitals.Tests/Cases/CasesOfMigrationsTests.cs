using ClientVitals.Database;
using ClientVitals.Migrations;
using ClientVitals.Tests.Migrations;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Cases;

/// <summary>Kind 16 of <c>docs/cases.md</c>: migrations as others write them.</summary>
public sealed class CasesOfMigrationsTests(TestCluster cluster) : IAsyncLifetime
{
    private const string Plain = "20260101000001_first.sql";

    private readonly SomeMigrations _some = new();
    private VitalsDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await cluster.EmptyAsync();

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _some.Dispose();
    }

    private Task<IReadOnlyList<MigrationStep>> PushAsync() => new PushMigrations(_database, _some.Folder).RunAsync(null, TestContext.Current.CancellationToken);

    private async Task<T> AskAsync<T>(string sql)
    {
        await using var connection = await _database.OpenAdminAsync(TestContext.Current.CancellationToken);
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    [Fact]
    public async Task A_body_with_semicolons_and_cases_is_one_statement()
    {
        _some.With(Plain, """
            create function sign_of(n int) returns text language sql begin atomic
              select case when n < 0 then 'minus' else case n when 0 then 'none' else 'plus' end end;
              select case when n < 0 then 'minus' else 'plus' end;
            end;
            create table after_it (n int);

            """);
        await PushAsync();
        (await AskAsync<string>("select sign_of(-1)")).ShouldBe("minus");
        (await AskAsync<string>("select to_regclass('after_it')::text")).ShouldBe("after_it");
        (await AskAsync<int>("select cardinality(statements) from supabase_migrations.schema_migrations")).ShouldBe(2);
    }

    [Fact]
    public async Task A_name_with_dashes_is_taken_as_Supabase_takes_it()
    {
        const string Name = "20260101000001_7b0c1f1e-4a5d-4d5e-9a57-0d6f0b8f9d11.sql";
        _some.With(Name, "create table a (n int);");
        (await PushAsync()).ShouldHaveSingleItem().Title.ShouldBe(Name[..^4]);
        (await AskAsync<string>("select name from supabase_migrations.schema_migrations")).ShouldBe(Name[15..^4]);
        (await PushAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("create table a (n int);\ncopy a (n) from stdin;\n1\n2\n\\.\n")]
    [InlineData("create table a (n int);\nCOPY a FROM STDIN WITH (format csv);\n1\n\\.\ncreate table b (n int);\n")]
    [InlineData("create table a (n int);\ncopy a to stdout;\n")]
    public async Task Rows_of_standard_input_are_refused_by_name(string sql)
    {
        _some.With(Plain, sql);
        var refused = await Should.ThrowAsync<PlainError>(PushAsync);
        refused.Message.ShouldStartWith("20260101000001_first.sql line 2: ");
        refused.Message.ShouldContain("copy", Case.Insensitive);
        (await AskAsync<string?>("select to_regclass('a')::text")).ShouldBeNull();
    }
}
