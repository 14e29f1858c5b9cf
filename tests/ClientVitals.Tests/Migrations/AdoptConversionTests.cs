using ClientVitals.Database;
using ClientVitals.Migrations;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Migrations;

/// <summary>Columns of the owner's that have another type than ours are converted where nothing is lost, with what reads them.</summary>
public sealed class AdoptConversionTests(TestCluster cluster) : IAsyncLifetime
{
    /// <summary>The hub as his live system has it, and as other hands have made it.</summary>
    private const string HisTypes = """
        alter table contact_owner_history drop constraint contact_owner_history_score_id_fkey;
        alter table client_health_scores
          alter column id type integer,
          alter column health_score type integer,
          alter column engagement_score type numeric(5,2),
          alter column momentum_score type real,
          alter column financial_score type double precision,
          alter column relationship_score type smallint,
          alter column churn_risk_score type bigint,
          alter column sessions_last_7d type smallint,
          alter column sessions_last_30d type bigint,
          alter column sessions_last_90d type numeric,
          alter column package_value_aed type double precision,
          alter column avg_calls_per_week type numeric(6,3),
          alter column calls_this_week type smallint,
          alter column health_zone type varchar(10),
          alter column package_type type char(12),
          alter column last_pattern_check type timestamptz(3),
          add column predictive_risk_score numeric,
          add column rate_of_change_percent integer default 0,
          add column risk_factors json;
        alter table agent_knowledge alter column confidence type real, alter column version type smallint;
        alter table agent_conversations alter column tokens_used type smallint;
        update client_health_scores set engagement_score = 55.25, momentum_score = 0.1, financial_score = 0.123456789012345678, relationship_score = 7,
          churn_risk_score = 9000000000, sessions_last_7d = 3, sessions_last_30d = 11, sessions_last_90d = 30, package_type = 'Gold', predictive_risk_score = 12.5,
          rate_of_change_percent = -4, risk_factors = '{"a": 1}', package_value_aed = 1234.56 where id <= 5;
        """;

    private const string Values = "select string_agg(concat_ws('|', id, health_score, engagement_score, momentum_score, financial_score, relationship_score, churn_risk_score, sessions_last_7d, sessions_last_30d, sessions_last_90d, package_value_aed::numeric(12,2), avg_calls_per_week::numeric, calls_this_week, health_zone, rtrim(package_type), last_pattern_check, trim_scale(predictive_risk_score), trim_scale(rate_of_change_percent::numeric), risk_factors->>'a'), ';' order by id) from client_health_scores";

    private VitalsDatabase database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await OwnersDatabase.CopyAsync(cluster);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task<T> AskAsync<T>(string sql)
    {
        await using var connection = await database.OpenAdminAsync(Cancel);
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    [Fact]
    public async Task Values_stay_what_they_were_in_every_type_and_the_shape_is_ours()
    {
        await OwnersDatabase.DoAsync(database, HisTypes);
        var before = await AskAsync<string>(Values);
        await OwnersDatabase.Adopt(database).RunAsync(OwnersDatabase.Aside, new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero), Cancel);
        (await AskAsync<string>(Values)).ShouldBe(before);
        await OwnersDatabase.Push(database).RunAsync(null, Cancel);
        (await AskAsync<string>(Values)).ShouldBe(before);
        (await SchemaDrift.ReadAsync(database, MigrationFile.Folder(), Cancel)).ShouldBeEmpty();
        (await AskAsync<string>("select momentum_score || ' ' || financial_score from client_health_scores where id = 1")).ShouldBe("0.1 0.12345678901234568");
        // The key counts on beyond what an integer holds.
        await OwnersDatabase.DoAsync(database, "select setval(pg_get_serial_sequence('client_health_scores', 'id'), 3000000000)");
        (await AskAsync<long>("with made as (insert into clients default values returning id) insert into client_health_scores (client_id) select id from made returning id")).ShouldBe(3000000001);
    }

    [Theory]
    [InlineData("churn_risk_score", "numeric", "'NaN'", null)]
    [InlineData("predictive_risk_score", "numeric", "100000", "public.client_health_scores.predictive_risk_score is numeric where ours is numeric(5,2), and 1 row does not fit")]
    [InlineData("predictive_risk_score", "double precision", "0.125", "public.client_health_scores.predictive_risk_score is double precision where ours is numeric(5,2), and 1 row does not fit")]
    [InlineData("sessions_last_7d", "bigint", "3000000000", "public.client_health_scores.sessions_last_7d is bigint where ours is integer, and 1 row does not fit")]
    [InlineData("sessions_last_7d", "numeric", "2.5", "public.client_health_scores.sessions_last_7d is numeric where ours is integer, and 1 row does not fit")]
    [InlineData("sessions_last_7d", "double precision", "'Infinity'", "public.client_health_scores.sessions_last_7d is double precision where ours is integer, and 1 row does not fit")]
    [InlineData("sessions_last_7d", "text", "'7'", "public.client_health_scores.sessions_last_7d is text where ours is integer, which cannot be converted without loss")]
    [InlineData("calculated_at", "timestamp", "'2025-12-08 08:00'", "public.client_health_scores.calculated_at is timestamp without time zone where ours is timestamp with time zone, which cannot be converted without loss")]
    [InlineData("calculated_on", "timestamptz", "'2025-12-08 08:00Z'", "public.client_health_scores.calculated_on is timestamp with time zone where ours is date, which cannot be converted without loss")]
    public async Task What_would_lose_something_is_refused_with_column_and_row(string column, string type, string value, string? said)
    {
        await OwnersDatabase.DoAsync(database, $"alter table client_health_scores drop column if exists {column}; alter table client_health_scores add column {column} {type}; update client_health_scores set {column} = {value} where id = 1");
        var refusals = (await OwnersDatabase.Adopt(database).PlanAsync(OwnersDatabase.Aside, Cancel)).Refusals;
        if (said is null)
            refusals.ShouldBeEmpty();
        else
            refusals.ShouldHaveSingleItem().ShouldStartWith(said);
    }

    [Fact]
    public async Task Views_and_indexes_on_a_column_that_gets_another_type_are_there_again_as_they_were()
    {
        await OwnersDatabase.DoAsync(database, HisTypes + """
            create view coach_books with (security_invoker = true) as select assigned_coach, calls_this_week, health_score / 2 as half, lower(health_zone) as zone from client_health_scores;
            comment on view coach_books is 'Read by the dashboard';
            comment on column coach_books.half is 'Half of it';
            revoke all on coach_books from anon, authenticated, service_role;
            grant select on coach_books to authenticated;
            create view "Busy books" as select assigned_coach, sum(calls_this_week) as calls from coach_books group by 1;
            create materialized view book_sizes as select assigned_coach, count(*) as clients from coach_books group by 1;
            create unique index book_sizes_once on book_sizes (assigned_coach);
            create index by_coach on client_health_scores (assigned_coach, calls_this_week desc);
            create index by_small_coach on client_health_scores (lower(assigned_coach::text));
            """);
        const string Rows = "select md5((select string_agg(v::text, ';' order by v::text) from coach_books v) || (select string_agg(v::text, ';' order by v::text) from \"Busy books\" v) || (select string_agg(v::text, ';' order by v::text) from book_sizes v))";
        const string Rights = "select string_agg(r.grantee || ' ' || r.privilege_type || ' ' || r.table_name, ', ' order by r.table_name, r.grantee, r.privilege_type) from information_schema.role_table_grants r where r.table_name in ('coach_books', 'Busy books') and grantee in ('anon', 'authenticated', 'service_role')";
        var before = (await AskAsync<string>(Rows), await AskAsync<string>(Rights));
        // The spelling that prevails is written into the hub: asked of the rows as they are then.
        await OwnersDatabase.DoAsync(database, "update client_health_scores set assigned_coach = btrim(assigned_coach)");
        var plan = (await OwnersDatabase.Adopt(database).RunAsync(OwnersDatabase.Aside, new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero), Cancel)).Plan;
        plan.Notes.Where(note => note.Contains("is made again as it is", StringComparison.Ordinal)).Count().ShouldBe(3);
        plan.Away.Select(step => step.Taken).ShouldContain("public.by_small_coach");
        plan.Away.Select(step => step.Taken).ShouldNotContain("public.by_coach");
        (await AskAsync<string>(Rights)).ShouldBe(before.Item2);
        (await AskAsync<string>("select obj_description('coach_books'::regclass) || '; ' || col_description('coach_books'::regclass, 3) || '; ' || (select array_to_string(reloptions, ',') from pg_class where oid = 'coach_books'::regclass)")).ShouldBe("Read by the dashboard; Half of it; security_invoker=true");
        (await AskAsync<string>("select string_agg(indexname, ' ' order by indexname) from pg_indexes where indexname in ('by_coach', 'book_sizes_once', 'by_small_coach')")).ShouldBe("book_sizes_once by_coach");
        (await AskAsync<long>("select sum(calls) from \"Busy books\" where assigned_coach = 'Sara Nabil'")).ShouldBe(400);
        (await AskAsync<long>("select clients from book_sizes where assigned_coach = 'Sara Nabil'")).ShouldBeGreaterThanOrEqualTo(200);
        await OwnersDatabase.Push(database).RunAsync(null, Cancel);
        (await SchemaDrift.ReadAsync(database, MigrationFile.Folder(), Cancel)).ShouldBeEmpty();
    }
}
