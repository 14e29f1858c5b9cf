using ClientVitals.CallPatterns.Analysis;
using ClientVitals.Database;
using ClientVitals.Scheduling;
using ClientVitals.Sources;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Scheduling;

/// <summary>What housekeeping deletes in batches, a minute before its time and a minute after, and what it keeps however old.</summary>
public sealed class PurgeTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        await database.DoAsync("delete from call_pattern_analysis; delete from clients; delete from received_messages; delete from deliveries; delete from job_runs;");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<RunLease> LeaseAsync()
    {
        var job = new Job("purge", [], (_, _, _, _) => Task.FromResult(new RunOutcome(1, 1))) { HasHours = false };
        return await new ClaimSlot([job], "here").AtOnceAsync(database.Vitals, job, null, "person", Now, Ct);
    }

    private async Task<string> AskAsync(string sql)
    {
        await using var admin = await database.OpenAdminAsync();
        return await admin.ExecuteScalarAsync<string>(sql) ?? "";
    }

    [Fact]
    public async Task Old_runs_go_but_for_the_last_of_each_kind()
    {
        await database.DoAsync($"""
            insert into job_runs (job, slot, started_by, state, started_at, finished_at, error)
            select 'busy', at, who, state, at, case when state <> 'running' then at end, what from (values
              ('{Now.AddDays(-1):O}'::timestamptz, 'schedule', 'succeeded', 'newest'),
              ('{Now - PurgeRuns.For + TimeSpan.FromMinutes(1):O}', 'schedule', 'failed', 'a minute before'),
              ('{Now - PurgeRuns.For - TimeSpan.FromMinutes(1):O}', 'schedule', 'failed', 'a minute after'),
              ('{Now.AddDays(-500):O}', 'person', 'running', 'at work'),
              ('{Now.AddDays(-600):O}', 'schedule', 'skipped', 'old')) v (at, who, state, what);
            insert into job_runs (job, slot, started_by, state, started_at, finished_at, error)
            select 'retired', at, who, state, at, at, what from (values
              ('{Now.AddDays(-500):O}'::timestamptz, 'person', 'failed', 'last run'),
              ('{Now.AddDays(-510):O}', 'schedule', 'skipped', 'last slot'),
              ('{Now.AddDays(-520):O}', 'schedule', 'succeeded', 'last success'),
              ('{Now.AddDays(-530):O}', 'schedule', 'succeeded', 'older')) v (at, who, state, what);
            """);
        (await PurgeRuns.RunAsync(database.Vitals, await LeaseAsync(), Now, Ct)).ShouldBe(3);
        (await AskAsync("select string_agg(error, ', ' order by id) from job_runs where job <> 'purge'")).ShouldBe("newest, a minute before, at work, last run, last slot, last success");
    }

    [Fact]
    public async Task Old_deliveries_go_with_their_rejects_but_for_the_last_of_each_source_and_what_a_message_refers_to()
    {
        await database.DoAsync($"""
            insert into deliveries (source, name, state, started_at, finished_at, error)
            select source, name, state, at, case when state <> 'running' then at end, case when state = 'failed' then 'x' end from (values
              ('a', 'newest', 'succeeded', '{Now.AddDays(-1):O}'::timestamptz),
              ('a', 'a minute before', 'succeeded', '{Now - PurgeDeliveries.For + TimeSpan.FromMinutes(1):O}'),
              ('a', 'a minute after', 'succeeded', '{Now - PurgeDeliveries.For - TimeSpan.FromMinutes(1):O}'),
              ('a', 'at work', 'running', '{Now.AddDays(-500):O}'),
              ('a', 'of a message', 'succeeded', '{Now.AddDays(-500):O}'),
              ('b', 'last', 'failed', '{Now.AddDays(-700):O}'),
              ('b', 'last success', 'succeeded', '{Now.AddDays(-800):O}'),
              ('b', 'older', 'succeeded', '{Now.AddDays(-900):O}')) v (source, name, state, at);
            insert into delivery_rejects (delivery_id, line, reason, raw, rejected_at) select id, 1, 'x', '', started_at from deliveries;
            insert into sources (name) values ('a') on conflict do nothing;
            insert into received_messages (source, message_id, received_at, delivery_id, sha256)
            select 'a', 'm', '{Now.AddDays(-80):O}', id, '' from deliveries where name = 'of a message';
            """);
        (await PurgeDeliveries.RunAsync(database.Vitals, await LeaseAsync(), Now, Ct)).ShouldBe(2);
        (await AskAsync("select string_agg(name, ', ' order by id) from deliveries")).ShouldBe("newest, a minute before, at work, of a message, last, last success");
        (await AskAsync("select count(*)::text from delivery_rejects")).ShouldBe("6");
    }

    [Fact]
    public async Task Old_history_goes_but_for_the_last_of_each_client_and_what_was_written_by_hand()
    {
        var day = DateOnly.FromDateTime((Now - PurgePatternHistory.For).UtcDateTime);
        await database.DoAsync($"""
            insert into clients (id, firstname) values ('10000000-0000-0000-0000-000000000001', 'Present'), ('10000000-0000-0000-0000-000000000002', 'Former');
            insert into call_pattern_analysis (client_id, client_email, pattern_status, rule, run_id, analysis_date)
            select ('10000000-0000-0000-0000-00000000000' || client)::uuid, what, 'NORMAL', rule, run, day from (values
              (1, 'today', 'calibrated', 9, '{Now:yyyy-MM-dd}'::date),
              (1, 'on the day', 'calibrated', 2, '{day:yyyy-MM-dd}'),
              (1, 'a day older', 'calibrated', 1, '{day.AddDays(-1):yyyy-MM-dd}'),
              (1, 'by hand', 'calibrated', null, '{day.AddDays(-9):yyyy-MM-dd}'),
              (1, 'last of the other rule', 'documented', 3, '{day.AddDays(-30):yyyy-MM-dd}'),
              (2, 'last', 'calibrated', 4, '{day.AddDays(-40):yyyy-MM-dd}'),
              (2, 'older', 'calibrated', 5, '{day.AddDays(-41):yyyy-MM-dd}')) v (client, what, rule, run, day);
            """);
        (await PurgePatternHistory.RunAsync(database.Vitals, await LeaseAsync(), Now, Ct)).ShouldBe(2);
        (await AskAsync("select string_agg(client_email, ', ' order by analysis_date desc, client_email) from call_pattern_analysis")).ShouldBe("today, on the day, by hand, last of the other rule, last");
    }

    [Fact]
    public async Task Batches_go_on_until_nothing_is_old_or_the_run_has_done_its_share_and_a_lost_lease_keeps_nothing()
    {
        await database.DoAsync($"insert into deliveries (source, name, state, started_at, finished_at) select 'a', n::text, 'succeeded', '{Now.AddDays(-900):O}'::timestamptz + n * interval '1 minute', '{Now:O}' from generate_series(1, 26) n");
        var lease = await LeaseAsync();
        var purge = new PurgeInBatches(Sql.Of(typeof(PurgeDeliveries)), Now - PurgeDeliveries.For) { Batch = 5 };
        (await (purge with { MostARun = 10 }).RunAsync(database.Vitals, lease, Ct)).ShouldBe(10);
        (await purge.RunAsync(database.Vitals, lease, Ct)).ShouldBe(15);
        await database.DoAsync($"update job_runs set fence = fence + 1; insert into deliveries (source, name, state, started_at, finished_at) values ('a', 'late', 'succeeded', '{Now.AddDays(-950):O}', '{Now:O}')");
        await Should.ThrowAsync<LeaseLostException>(() => purge.RunAsync(database.Vitals, lease, Ct));
        (await AskAsync("select count(*)::text from deliveries")).ShouldBe("2");
    }
}
