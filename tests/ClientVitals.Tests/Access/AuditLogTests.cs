using ClientVitals.Access;
using ClientVitals.Tests.Calls;
using Npgsql;
using Shouldly;
using Xunit;
using static ClientVitals.Tests.Access.SomeAccess;

namespace ClientVitals.Tests.Access;

public sealed class AuditLogTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await ClearAsync(database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task WriteAsync(string who, AuditAction action, string? subject = null, IReadOnlyDictionary<string, string>? details = null)
    {
        await using var work = await database.Vitals.BeginAsync(Cancel);
        await new Audit(action, subject, details).WriteAsync(work.Connection, Now, who, Cancel);
        await work.CommitAsync(Cancel);
    }

    [Theory]
    [InlineData("update public.audit_log set who = 'nobody'")]
    [InlineData("delete from public.audit_log")]
    [InlineData("truncate public.audit_log")]
    public async Task A_line_is_never_changed_not_even_by_the_program(string sql)
    {
        await WriteAsync("nobody", AuditAction.Export);
        await using var work = await database.Vitals.BeginAsync(Cancel);
        await using var change = new NpgsqlCommand(sql, work.Connection);
        (await Should.ThrowAsync<PostgresException>(() => change.ExecuteNonQueryAsync(Cancel))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task What_looks_like_an_address_is_refused()
    {
        foreach (var (who, subject, details) in new (string, string?, string)[] { ("ann@example.com", null, "x"), ("nobody", "ann@example.com", "x"), ("nobody", null, "ann@example.com") })
        {
            (await Should.ThrowAsync<PostgresException>(() => WriteAsync(who, AuditAction.Export, subject, new Dictionary<string, string> { ["of"] = details })))
                .ConstraintName.ShouldBe("audit_log_names_nobody");
        }
    }

    [Fact]
    public async Task What_was_rolled_back_is_not_on_record()
    {
        await using (var work = await database.Vitals.BeginAsync(Cancel))
            await new Audit(AuditAction.Export).WriteAsync(work.Connection, Now, "nobody", Cancel);
        (await RecordAsync(database)).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_read_page_by_page_the_latest_first_and_by_account()
    {
        var ann = await UserAsync(database, "ann@example.com");
        for (var i = 0; i < 5; i++)
            await WriteAsync(ann.Who.Who, AuditAction.Export, null, new Dictionary<string, string> { ["rows"] = $"{i}" });
        await WriteAsync("nobody", AuditAction.Import);
        await using var db = await database.OpenAsync();
        var first = await AuditLog.ReadAsync(db, null, null, 3, Cancel);
        first.Select(line => line.Action).ShouldBe(["import", "export", "export"]);
        (first[1].Who, first[1].WhoName, first[1].At, first[1].Details).ShouldBe((ann.Who.Who, "Somebody", Now, """{"rows": "4"}"""));
        (await AuditLog.ReadAsync(db, first[^1].Id, null, 2, Cancel)).Select(line => line.Details).ShouldBe(["""{"rows": "2"}""", """{"rows": "1"}"""]);
        var own = await AuditLog.ReadAsync(db, null, ann.Who.UserId, 1_000, Cancel);
        own.Select(line => line.Action).Distinct().ShouldBe(["export", "link_used", "password_changed", "link_made", "user_invited"]);
        own.ShouldAllBe(line => line.Who == ann.Who.Who || line.SubjectName == "Somebody");
    }

    [Fact]
    public async Task Owners_and_admins_read_it_and_nobody_else()
    {
        await UserAsync(database, "owner@example.com");
        foreach (var (role, sees) in new[] { (AppRole.Owner, true), (AppRole.Admin, true), (AppRole.Coach, false), (AppRole.Setter, false), (AppRole.Closer, false) })
        {
            var who = (await UserAsync(database, $"{role}2@example.com", role, "Some Staff")).Who;
            await using var db = await database.Vitals.OpenAsync(who.ToIdentity(), Cancel);
            ((await AuditLog.ReadAsync(db, null, null, 10, Cancel)).Count > 0).ShouldBe(sees, $"{role}");
            (await Users.ReadAsync(db, null, 100, Cancel)).Count.ShouldBe(sees ? (int)role + 2 : 1, $"{role}");
            (await UserSessions.ReadAsync(db, null, Now, Cancel)).Count.ShouldBe(sees ? (int)role + 2 : 1, $"{role}");
            (await ApiKeys.ReadAsync(db, true, Cancel)).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task No_hash_is_readable_after_signing_in()
    {
        var owner = await UserAsync(database, "owner@example.com");
        foreach (var column in new[] { "users.password_hash", "users.security_stamp", "user_links.token_hash", "user_sessions.token_hash", "user_sessions.security_stamp", "api_keys.key_hash", "sign_in_failures.key_hash" })
        {
            var (table, name) = (column.Split('.')[0], column.Split('.')[1]);
            await using var db = await database.Vitals.OpenAsync(owner.Who.ToIdentity(), Cancel);
            await using var read = new NpgsqlCommand($"select {name} from public.{table}", db);
            (await Should.ThrowAsync<PostgresException>(() => read.ExecuteScalarAsync(Cancel))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, column);
        }
        // Whatever else is secret one day has a name like these, and needs a line above.
        (await Asked.RowsAsync<string>(database, "select table_name || '.' || column_name from information_schema.columns where table_schema = 'public' and column_name ~ '(hash|stamp|token|secret)$' and table_name ~ '^(user|api|sign|audit)' order by 1"))
            .ShouldBe(["api_keys.key_hash", "sign_in_failures.key_hash", "user_links.token_hash", "user_sessions.security_stamp", "user_sessions.token_hash", "users.password_hash", "users.security_stamp"]);
    }

    [Fact]
    public async Task A_purge_deletes_what_is_over_and_nothing_else()
    {
        var ann = await UserAsync(database, "ann@example.com");
        await SignInAsync(database, "ann@example.com");
        await SignInAsync(database, "nobody@example.com", "not this one at all", Now.AddMinutes(1));
        await new SignOut(ann.Who).RunAsync(database.Vitals, Now, ann.Who.ToActor(), Cancel);
        // The log is purged by the database's clock, whatever year the test's is in.
        await database.DoAsync("update audit_log set at = now() - interval '1 hour'");
        await database.DoAsync("insert into audit_log (at, who, action) values (now() - interval '401 days', 'nobody', 'export'), (now() - interval '399 days', 'nobody', 'export')");
        // Ann's count, back at none, is an hour old; the address's is not.
        (await new PurgeAccess().RunAsync(database.Vitals, Now.AddHours(1), Cancel)).ShouldBe(new(2, 0, 0, 1));
        (await new PurgeAccess().RunAsync(database.Vitals, Now.AddDays(30), Cancel)).ShouldBe(new(3, 1, 1, 0));
        (await new PurgeAccess().RunAsync(database.Vitals, Now.AddDays(60), Cancel)).ShouldBe(new(0, 0, 1, 0));
        (await Asked.OneAsync<long>(database, "select count(*) from audit_log where at < now() - interval '1 day' and action = 'export'")).ShouldBe(1);
        (await Asked.OneAsync<long>(database, "select count(*) from users")).ShouldBe(1);
    }
}
