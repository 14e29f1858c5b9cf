using ClientVitals.Migrations;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Migrations;

public sealed class OpenPoliciesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Insert = "set role anon; insert into call_pattern_analysis (client_email) values ('anybody@example.com')";
    private const string Read = "set role anon; select count(*) from call_pattern_analysis";
    private const string Update = "set role anon; update call_pattern_analysis set calls_this_week = 1";
    private const string Delete = "set role anon; delete from call_pattern_analysis";

    [Fact]
    public async Task What_the_document_opens_is_open_only_while_someone_asked_for_it()
    {
        var ct = TestContext.Current.CancellationToken;
        await new OpenPolicies().RunAsync(database.Vitals, ct);
        await new OpenPolicies().RunAsync(database.Vitals, ct);
        foreach (var allowed in new[] { Insert, Read, Update })
            await database.DoAsync(allowed);
        await Should.ThrowAsync<PostgresException>(() => database.DoAsync(Delete));
        await Should.ThrowAsync<PostgresException>(() => database.DoAsync("set role anon; select * from clients"));

        await new OpenPolicies(Close: true).RunAsync(database.Vitals, ct);

        foreach (var attempt in new[] { Insert, Read, Update, Delete })
            (await Should.ThrowAsync<PostgresException>(() => database.DoAsync(attempt))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task Closing_leaves_the_shape_the_migrations_made()
    {
        var ct = TestContext.Current.CancellationToken;
        await new OpenPolicies().RunAsync(database.Vitals, ct);
        (await SchemaDrift.ReadAsync(database.Vitals, MigrationFile.Folder(), ct)).ShouldNotBeEmpty();
        await new OpenPolicies(Close: true).RunAsync(database.Vitals, ct);
        (await SchemaDrift.ReadAsync(database.Vitals, MigrationFile.Folder(), ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_monitor_shows_the_documents_figures()
    {
        await using var db = await database.OpenAdminAsync();
        var ct = TestContext.Current.CancellationToken;
        (await TableSizes.ReadAsync(db, ct)).ShouldContain(t => t.Tablename == "call_pattern_analysis" && t.Bytes > 0);
        (await IndexUse.ReadAsync(db, all: false, ct)).Select(i => i.Indexname).Order().ShouldBe(["idx_pattern_client", "idx_pattern_date", "idx_pattern_status"]);
        (await IndexUse.ReadAsync(db, all: true, ct)).Count.ShouldBeGreaterThan(20);
    }
}
