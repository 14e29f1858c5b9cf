using Dapper;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Lists;

/// <summary>What the owner's document promises, as anyone with psql can run it.</summary>
public sealed class OwnersContractTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("select column_name from information_schema.columns where table_name = 'client_health_scores' and column_name in ('avg_calls_per_week', 'calls_this_week', 'pattern_status', 'last_pattern_check')", 4)]
    [InlineData("select table_name from information_schema.tables where table_name = 'call_pattern_analysis'", 1)]
    [InlineData("select routine_name from information_schema.routines where routine_name in ('get_pattern_breaks', 'get_week_start')", 2)]
    [InlineData("select indexname from pg_indexes where indexname in ('idx_pattern_client', 'idx_pattern_date', 'idx_pattern_status', 'idx_client_pattern_status')", 4)]
    [InlineData("select schemaname, tablename, pg_size_pretty(pg_total_relation_size(schemaname||'.'||tablename)) as size from pg_tables where tablename in ('client_health_scores', 'call_pattern_analysis')", 2)]
    [InlineData("select tgname from pg_trigger where tgname = 'update_call_pattern_analysis_updated_at'", 1)]
    public async Task The_documents_verification_query_finds_what_it_promises(string query, int rows)
    {
        await using var db = await database.OpenAdminAsync();
        (await db.QueryAsync(query)).Count().ShouldBe(rows);
    }

    [Fact]
    public async Task The_documents_test_insert_goes_in_twice_with_the_business_date()
    {
        await using var db = await database.OpenAdminAsync();
        const string insert = """
            insert into call_pattern_analysis (client_email, calls_this_week, avg_calls_per_week, pattern_status)
            values ('test@example.com', 1, 3, 'BELOW_PATTERN') returning analysis_date = business_today()
            """;
        (await db.ExecuteScalarAsync<bool>(insert)).ShouldBeTrue();
        (await db.ExecuteScalarAsync<bool>(insert)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("UTC", "2025-12-07 21:30Z", "2025-12-01 00:00Z")]
    [InlineData("Asia/Dubai", "2025-12-07 19:59:59Z", "2025-11-30 20:00Z")]
    [InlineData("Asia/Dubai", "2025-12-07 20:00:00Z", "2025-12-07 20:00Z")]
    [InlineData("Europe/Berlin", "2025-10-26 12:00Z", "2025-10-19 22:00Z")]
    [InlineData("Europe/Berlin", "2025-10-27 12:00Z", "2025-10-26 23:00Z")]
    public async Task The_week_starts_on_Monday_of_the_business_zone_whatever_the_session_says(string zone, string at, string monday)
    {
        await using var db = await database.OpenAdminAsync();
        await using var transaction = await db.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await db.ExecuteAsync("insert into settings (business_zone) values (@zone); set local time zone 'America/New_York'", new { zone });
        (await db.ExecuteScalarAsync<bool>($"select get_week_start('{at}') = timestamptz '{monday}'")).ShouldBeTrue();
        (await db.ExecuteScalarAsync<bool>($"select get_week_start_in('{at}', '{zone}') = timestamptz '{monday}'")).ShouldBeTrue();
        (await db.ExecuteScalarAsync<bool>("select get_week_start() = get_week_start(now())")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("null", 3)]
    [InlineData("7", 3)]
    [InlineData("0", 0)]
    [InlineData("-5", 0)]
    [InlineData("2147483647", 4)]
    public async Task Breaks_are_those_checked_within_the_days_asked_for(string days, int rows)
    {
        await using var db = await database.OpenAdminAsync();
        await using var transaction = await db.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await db.ExecuteAsync(Hub);
        (await db.ExecuteScalarAsync<int>($"select count(*)::int from get_pattern_breaks({days})")).ShouldBe(rows);
    }

    [Fact]
    public async Task Breaks_come_worst_first_with_the_name_there_is_and_a_rounded_deviation()
    {
        await using var db = await database.OpenAdminAsync();
        await using var transaction = await db.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await db.ExecuteAsync(Hub);
        var rows = (await db.QueryAsync<(string Email, string Name, decimal Deviation, string Status)>(
            "select client_email, client_name, deviation_pct, pattern_status from get_pattern_breaks()")).ToList();
        rows.ShouldBe([
            ("b@example.com", "Noor", -66.67m, "PATTERN_BREAK"),
            ("c@example.com", "c@example.com", 0m, "PATTERN_BREAK"),
            ("a@example.com", "Sara Ali", -50m, "BELOW_PATTERN"),
        ]);
    }

    [Theory]
    [InlineData("client_email, pattern_status", "'a@example.com', 'ON_TRACK'")]
    [InlineData("client_email, calls_this_week", "'a@example.com', -1")]
    [InlineData("client_email, deviation_pct", "'a@example.com', 'NaN'")]
    [InlineData("client_email, avg_calls_per_week", "'a@example.com', 'NaN'")]
    [InlineData("client_email", "'  '")]
    public async Task Wrong_rows_are_refused_by_name(string columns, string values)
    {
        var refused = await Should.ThrowAsync<PostgresException>(() =>
            database.DoAsync($"insert into call_pattern_analysis ({columns}) values ({values})"));
        refused.ConstraintName.ShouldNotBeNull().ShouldStartWith("call_pattern_analysis_");
    }

    [Fact]
    public async Task Nobody_anonymous_sees_or_writes_anything()
    {
        await database.DoAsync(SomeRows.Client("scope@example.com"));
        foreach (var attempt in new[]
        {
            "select * from clients", "select * from call_pattern_analysis", "select * from client_health_scores",
            "insert into call_pattern_analysis (client_email) values ('x@example.com')", "select * from get_pattern_breaks(7)",
            "select archive.keep_rows('clients')",
        })
        {
            var refused = await Should.ThrowAsync<PostgresException>(() => database.DoAsync($"set role anon; {attempt}"));
            refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, attempt);
        }
    }

    [Fact]
    public async Task A_coach_sees_their_own_book_and_the_owner_everybody()
    {
        await database.DoAsync(SomeRows.Client("of-aisha@example.com", coach: "Aisha") + SomeRows.Client("of-omar@example.com", coach: "Omar"));
        await using var db = await database.OpenAdminAsync();
        var aisha = await db.ExecuteScalarAsync<Guid>("select id from staff where name = 'Aisha'");

        async Task<string> SeenBy(string claims)
        {
            await using var transaction = await db.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await db.ExecuteAsync("select set_config('request.jwt.claims', @claims, true)", new { claims });
            await db.ExecuteAsync("set local role authenticated");
            return await db.ExecuteScalarAsync<string>(
                "select coalesce(string_agg(email, ',' order by email), '') from client_health_scores where email in ('of-aisha@example.com', 'of-omar@example.com')") ?? "";
        }

        (await SeenBy($$"""{"app_role": "coach", "staff_id": "{{aisha}}"}""")).ShouldBe("of-aisha@example.com");
        (await SeenBy("""{"app_role": "owner"}""")).ShouldBe("of-aisha@example.com,of-omar@example.com");
        (await SeenBy("{}")).ShouldBe("");
    }

    private const string Hub = """
        insert into client_health_scores (email, firstname, lastname, avg_calls_per_week, calls_this_week, pattern_status, last_pattern_check) values
          ('a@example.com', ' Sara ', 'Ali', 4, 2, 'BELOW_PATTERN', now()),
          ('b@example.com', null, 'Noor', 3, 1, 'PATTERN_BREAK', now()),
          ('c@example.com', null, ' ', 0, 0, 'PATTERN_BREAK', now()),
          ('d@example.com', 'Old', 'One', 3, 0, 'PATTERN_BREAK', now() - interval '400 days'),
          ('e@example.com', 'In', 'Pattern', 3, 3, 'NORMAL', now())
        """;
}
