using Dapper;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Access;

/// <summary>The functions of the business day run as their caller, and give everybody who may call them the same day.</summary>
public sealed class BusinessZoneRightsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    /// <summary>Sunday evening in UTC, Monday in Dubai.</summary>
    private const string Week = "select get_week_start('2025-12-07 21:00Z') = '2025-12-07 20:00Z' and get_week_start('2025-12-07 19:59Z') = '2025-11-30 20:00Z' and business_zone() = 'Asia/Dubai' and business_today() = (now() at time zone 'Asia/Dubai')::date";

    [Theory]
    [InlineData("authenticated", "")]
    [InlineData("authenticated", "{}")]
    [InlineData("authenticated", "{\"app_role\": \"setter\"}")]
    [InlineData("authenticated", "{\"app_role\": \"coach\"}")]
    [InlineData("authenticated", "{\"app_role\": \"owner\"}")]
    [InlineData("service_role", "")]
    public async Task A_caller_gets_the_Monday_of_the_business(string role, string claims)
    {
        await database.DoAsync("insert into settings (business_zone) select 'Asia/Dubai' where business_zone() <> 'Asia/Dubai'");
        await using var db = await database.OpenAdminAsync();
        await using var transaction = await db.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await db.ExecuteAsync($"select set_config('request.jwt.claims', @claims, true), set_config('role', '{role}', true)", new { claims });
        (await db.ExecuteScalarAsync<bool>(Week)).ShouldBeTrue();
        await Should.ThrowAsync<PostgresException>(() => db.ExecuteAsync(role == "service_role" ? "create table public.none ()" : "insert into public.settings (business_zone) values ('UTC')"));
    }

    [Fact]
    public async Task The_anonymous_role_may_not_ask()
    {
        (await Should.ThrowAsync<PostgresException>(() => database.DoAsync("set role anon; select public.business_zone()"))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await Should.ThrowAsync<PostgresException>(() => database.DoAsync("set role anon; select business_zone from public.settings"))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }
}
