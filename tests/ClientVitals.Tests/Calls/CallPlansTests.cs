using System.Diagnostics;
using System.Text.RegularExpressions;
using ClientVitals.Access;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Settings;
using ClientVitals.Sources.Intake;
using Dapper;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

/// <summary>
/// How PostgreSQL reads lists of calls where there are many: along an index, planned before the values are known, as the caller. A
/// statement that reads the whole table is fast here and hopeless on 50 M calls.
/// </summary>
public sealed partial class CallPlansTests(CallPlansTests.ManyCalls database) : IClassFixture<CallPlansTests.ManyCalls>
{
    private static readonly DatabaseIdentity Owner = new("authenticated", """{"role":"authenticated","app_role":"owner"}""");
    private static readonly DatabaseIdentity Coach = new("authenticated", """{"role":"authenticated","app_role":"coach","staff_id":"00000000-0000-0000-0000-000000000007"}""");
    private static readonly DateTimeOffset At = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>60 000 calls of 600 clients in the books of 30 coaches; one in fifty is nobody's, one in a hundred is agreed for a day.</summary>
    public sealed class ManyCalls(TestCluster cluster) : TestDatabase(cluster), IAsyncLifetime
    {
        async ValueTask IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await DoAsync("""
                alter table call_records disable trigger user;
                insert into staff (id, name) select ('00000000-0000-0000-0000-0000000000' || lpad(n::text, 2, '0'))::uuid, 'Coach ' || n from generate_series(0, 29) n;
                insert into clients (id, firstname, coach_id)
                select ('10000000-0000-0000-0000-' || lpad(n::text, 12, '0'))::uuid, 'Client ' || n, ('00000000-0000-0000-0000-0000000000' || lpad((n % 30)::text, 2, '0'))::uuid
                from generate_series(0, 599) n;
                insert into call_records (client_id, client_email, client_phone, started_at, status)
                select
                  case when n % 50 > 0 then ('10000000-0000-0000-0000-' || lpad((n % 600)::text, 12, '0'))::uuid end,
                  case when n % 50 > 0 then 'client' || n % 600 || '@example.com' when n % 100 = 0 then 'stranger' || n % 400 || '@example.com' end,
                  case when n % 5 = 0 then '+97150' || lpad((n % 700)::text, 7, '0') end,
                  '2026-01-05 08:00Z'::timestamptz - n * interval '7 minutes',
                  case when n % 100 = 1 then 'SCHEDULED' else 'COMPLETED' end
                from generate_series(0, 59999) n;
                alter table call_records enable trigger user;
                analyze staff; analyze clients; analyze call_records;
                """);
        }
    }

    public static TheoryData<string, string> Pages => new()
    {
        { "owner", "" }, { "owner", "after" }, { "owner", "from until" }, { "owner", "client" }, { "owner", "client after" }, { "owner", "unmatched" }, { "owner", "unmatched after" },
        { "coach", "" }, { "coach", "after" }, { "coach", "from until" }, { "coach", "client" }, { "coach", "client after" }, { "coach", "unmatched" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_of_calls_walks_an_index(string asker, string given)
    {
        var who = asker == "owner" ? Owner : Coach;
        var which = new CallsPage.Which(
            Client: given.Contains("client", StringComparison.Ordinal) ? Guid.Empty : null,
            From: given.Contains("from", StringComparison.Ordinal) ? At : null,
            Until: given.Contains("until", StringComparison.Ordinal) ? At : null,
            Unmatched: given.Contains("unmatched", StringComparison.Ordinal));
        var missing = new List<string>();
        if (which.Client is null)
            missing.Add("client");
        if (which.From is null)
            missing.AddRange(["from", "until"]);
        if (!which.Unmatched)
            missing.Add("unmatched");
        if (!given.Contains("after", StringComparison.Ordinal))
            missing.AddRange(["after_start", "after_id"]);
        var plan = await PlanAsync(who, Narrowed.Of(CallsPage.Question(who, which), missing));
        WalksAnIndex(plan);
        // Not all of them, to be sorted afterwards: of the whole, or of a client, the walk ends with the page.
        plan.ShouldContain("Limit");
    }

    [Fact]
    public async Task A_coach_reads_the_same_calls_in_the_same_order_page_by_page_as_the_whole_list_has_of_their_own_clients()
    {
        var read = new List<long>();
        string? mark = null;
        do
        {
            var page = await CallsPage.ReadAsync(database.Vitals, Coach, new(), 500, mark, Cancel);
            read.AddRange(page.Items.Select(call => call.Id));
            mark = page.Next;
        }
        while (mark is not null);
        await using var admin = await database.OpenAdminAsync();
        var own = (await admin.QueryAsync<long>("select r.id from call_records r join clients c on c.id = r.client_id where c.coach_id = '00000000-0000-0000-0000-000000000007' order by r.started_at desc, r.id desc")).AsList();
        own.Count.ShouldBeGreaterThan(1000);
        read.ShouldBe(own);
        (await CallsPage.ReadAsync(database.Vitals, Coach, new(Unmatched: true), 500, null, Cancel)).Items.ShouldBeEmpty();
        (await CallsPage.ReadAsync(database.Vitals, Owner, new(Unmatched: true), 500, null, Cancel)).Items.Count.ShouldBe(500);
        (await CallsPage.ReadAsync(database.Vitals, Owner, new(), 3, null, Cancel)).Items.Select(call => call.StartedAt).ShouldBe([At, At.AddMinutes(-7), At.AddMinutes(-14)]);
    }

    [Fact]
    public async Task The_list_of_unmatched_calls_reads_what_is_unmatched_and_no_other_call()
    {
        WalksAnIndex(await PlanAsync(DatabaseIdentity.Service, Sql.Of(typeof(UnmatchedCalls))));
        WalksAnIndex(await PlanAsync(DatabaseIdentity.Service, Sql.Of(typeof(UnmatchedCalls), "Count")));
    }

    [Theory]
    [InlineData("", "call_records_unmatched_latest")]
    [InlineData("Emails", "call_records_unmatched_addresses")]
    [InlineData("Numbers", "call_records_unmatched_")]
    public async Task A_page_of_unmatched_addresses_stops_along_an_index_however_many_there_are(string name, string index)
    {
        var sql = name.Length == 0 ? Sql.Of(typeof(UnmatchedAddresses)) : Sql.Of(typeof(UnmatchedAddresses), name);
        foreach (var who in new[] { DatabaseIdentity.Service, Owner })
        {
            var plan = await PlanAsync(who, sql);
            WalksAnIndex(plan);
            plan.ShouldContain(index);
            // The order of the index is that of the page: nothing is read to be sorted first.
            if (name == "Emails")
                plan.ShouldNotContain("Sort");
        }
    }

    [Fact]
    public async Task Agreed_calls_are_read_by_their_own_index() =>
        WalksAnIndex(await PlanAsync(DatabaseIdentity.Service, Sql.Of<BookReading>("Scheduled")));

    [Theory]
    [InlineData("provider_call_id,email,phone,started_at\nid-1,client7@example.com,+971500000500,2026-01-05T07:00:00Z\n")]
    [InlineData("email,phone,started_at\nclient7@example.com,,2026-01-05T07:00:00Z\n")]
    [InlineData("email,phone,started_at\nnew@example.com,+971500000500,2026-01-05T07:00:00Z\n")]
    [InlineData("phone,started_at\n+971500000005,2026-01-05T07:00:00Z\n")]
    [InlineData("phone,started_at\n+971500000005,2026-01-05T07:00:00Z\n+971500000010,2026-01-05T07:07:00Z\n+971509999999,2026-01-05T07:00:00Z\n")]
    public async Task Few_calls_are_taken_in_without_a_walk_through_all(string text)
    {
        foreach (var mode in new[] { "force_generic_plan", "force_custom_plan" })
        {
            // Never committed: what is not is rolled back.
            await using var work = await database.Vitals.BeginAsync(Actor.CommandLine("test"), At, Cancel);
            await work.Connection.ExecuteAsync($"set local plan_cache_mode = {mode}");
            using var file = CallFile.Of("calls.csv", text, new CallFileOptions(At, BusinessZone.Utc));
            var done = await new Intake<CallRow>(CallEntity.Calls).WithinAsync(work, file, At, Stopwatch.StartNew(), null, null, Cancel);
            done.Rejected.ShouldBe(0);
            (await work.Connection.ExecuteScalarAsync<long>("select seq_scan from pg_stat_xact_user_tables where relname = 'call_records'")).ShouldBe(0, mode);
        }
    }

    private static void WalksAnIndex(string plan)
    {
        plan.ShouldNotContain("Seq Scan on call_records");
        plan.ShouldContain("call_records");
    }

    /// <summary>The plan for whatever values, as the caller.</summary>
    private async Task<string> PlanAsync(DatabaseIdentity who, string sql)
    {
        await using var db = await database.Vitals.OpenBareAsync(Cancel);
        await using var transaction = await db.BeginTransactionAsync(Cancel);
        await using (var act = new NpgsqlCommand(DatabaseIdentity.SqlPlannedOnce, db) { Parameters = { new() { Value = who.Role }, new() { Value = who.Claims } } })
        {
            await act.ExecuteNonQueryAsync(Cancel);
        }
        var names = Parameter().Matches(sql).Select(match => match.Groups[1].Value).Distinct().ToList();
        await db.ExecuteAsync("prepare asked as " + Parameter().Replace(sql, match => "$" + (names.IndexOf(match.Groups[1].Value) + 1)));
        var given = names.Count == 0 ? "" : $"({string.Join(", ", names.Select(_ => "null"))})";
        var plan = string.Join('\n', await db.QueryAsync<string>($"explain execute asked {given}"));
        await db.ExecuteAsync("deallocate asked");
        return plan;
    }

    [GeneratedRegex(@"@(\w+)")]
    private static partial Regex Parameter();
}
