using ClientVitals.Database;
using ClientVitals.Scheduling;
using ClientVitals.Server.Schedules;
using Dapper;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Quartz;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Schedules;

public sealed class TimetabledTests(TestCluster cluster)
{
    /// <summary>It looks at its start and then no more within a test: what runs later, the alarm clock rang for.</summary>
    private static readonly TimetablePace Seldom = TimetablePace.Usual with { LookEvery = TimeSpan.FromMinutes(30) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Job Works(string name, List<DateTimeOffset> slots) => new(name, [], (_, ticket, _, _) =>
    {
        lock (slots)
            slots.Add(ticket.Slot);
        return Task.FromResult(new RunOutcome(1, 1));
    });

    private static async Task ScheduleAsync(VitalsDatabase database, string cron)
    {
        await using var admin = await database.OpenAdminAsync(Ct);
        await admin.ExecuteAsync("insert into job_schedules (job, cron, zone, function) values ('test', @cron, 'UTC', 'test') on conflict (job) do update set cron = @cron", new { cron });
    }

    /// <summary>A clock that is right but for some seconds, so that the next minute is near.</summary>
    private sealed class ShiftedClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }

    private static ShiftedClock BeforeTheMinute(int seconds) =>
        new(TimeSpan.FromSeconds(60 - seconds - TimeProvider.System.GetUtcNow().TimeOfDay.TotalSeconds % 60));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_alarm_clock_rings_for_a_slot_also_behind_a_pooler_and_nothing_stays_on_its_connections(bool pooled)
    {
        await using var direct = await cluster.CloneAsync(Ct);
        await ScheduleAsync(direct, "* * * * *");
        await using var pooler = pooled ? await Pooler.StartAsync(cluster.Address, connections: 2, Ct) : null;
        await using var through = pooler?.Through(direct);
        var slots = new List<DateTimeOffset>();
        var clock = BeforeTheMinute(seconds: 8);
        using var server = new Timetabled(through ?? direct, clock, NullLoggerFactory.Instance, [Works("test", slots)], Seldom);
        await server.StartAsync(Ct);
        for (var waits = 0; waits < 900 && slots.Count == 0; waits++)
            await Task.Delay(100, Ct);
        await server.StopAsync(Ct);

        slots.Count.ShouldBe(1);
        slots[0].Second.ShouldBe(0);
        (clock.GetUtcNow() - slots[0]).ShouldBeLessThan(TimeSpan.FromSeconds(45));
        await using var admin = await direct.OpenAdminAsync(Ct);
        (await admin.ExecuteScalarAsync<string>("select state from job_runs where job = 'test'")).ShouldBe("succeeded");
        (await admin.ExecuteScalarAsync<long>("select count(*) from quartz.cron_triggers where cron_expression = '0 * * * * ?'")).ShouldBe(1);
        if (pooler is not null)
        {
            await using var other = new Npgsql.NpgsqlConnection(new Npgsql.NpgsqlConnectionStringBuilder(pooler.To(direct.Name, ClusterAddress.Server).ConnectionString) { Pooling = false, NoResetOnClose = true }.ConnectionString);
            await other.OpenAsync(Ct);
            (await other.ExecuteScalarAsync<string>("select current_user || coalesce(current_setting('request.jwt.claims', true), '')")).ShouldBe("vitals");
        }
    }

    [Fact]
    public async Task Changed_hours_are_taken_up_without_a_restart_and_a_pause_takes_them_out()
    {
        await using var database = await cluster.CloneAsync(Ct);
        await ScheduleAsync(database, "0 3 * * *");
        using var server = new Timetabled(database, TimeProvider.System, NullLoggerFactory.Instance, [Works("test", [])], Seldom with { LookEvery = TimeSpan.FromMilliseconds(300) });
        await server.StartAsync(Ct);
        await UntilAsync(database, "0 0 3 * * ?");
        await ScheduleAsync(database, "15 4 13 * 5");
        await UntilAsync(database, "0 15 4 ? * 6 0 15 4 13 * ?");
        // The day half of it never comes; the Mondays do.
        await ScheduleAsync(database, "0 0 30 2 1");
        await UntilAsync(database, "0 0 0 ? 2 2");
        await using (var admin = await database.OpenAdminAsync(Ct))
        {
            await admin.ExecuteAsync("update job_schedules set enabled = false where job = 'test'");
        }
        await UntilAsync(database, "");
        await server.StopAsync(Ct);
    }

    private static async Task UntilAsync(VitalsDatabase database, string expected)
    {
        string? found = null;
        for (var looks = 0; looks < 600 && found != expected; looks++)
        {
            await Task.Delay(100, Ct);
            await using var admin = await database.OpenAdminAsync(Ct);
            found = await admin.ExecuteScalarAsync<string>("select coalesce(string_agg(cron_expression, ' ' order by cron_expression desc), '') from quartz.cron_triggers");
        }
        found.ShouldBe(expected);
    }

    [Fact]
    public async Task A_stop_lets_short_work_finish_and_records_what_it_breaks_off()
    {
        await using var database = await cluster.CloneAsync(Ct);
        await ScheduleAsync(database, "* * * * *");
        await using (var admin = await database.OpenAdminAsync(Ct))
        {
            await admin.ExecuteAsync("update job_schedules set owed_since = now() - interval '2 minutes' where job = 'test'");
        }
        var began = new TaskCompletionSource();
        var endless = new Job("test", [], async (_, _, _, ct) =>
        {
            began.TrySetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return new(1, 1);
        });
        using var server = new Timetabled(database, TimeProvider.System, NullLoggerFactory.Instance, [endless], Seldom);
        await server.StartAsync(Ct);
        await began.Task.WaitAsync(TimeSpan.FromSeconds(60), Ct);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await server.StopAsync(Ct);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        await using var db = await database.OpenAdminAsync(Ct);
        (await db.ExecuteScalarAsync<string>("select state || ': ' || error from job_runs where job = 'test' and state <> 'skipped'")).ShouldBe("abandoned: It was stopped before the end. The slot is tried again.");
    }

    [Fact]
    public async Task Runs_are_told_to_end_when_the_server_begins_to_go_down_and_not_when_its_turn_comes()
    {
        await using var database = await cluster.CloneAsync(Ct);
        await ScheduleAsync(database, "* * * * *");
        await using var admin = await database.OpenAdminAsync(Ct);
        await admin.ExecuteAsync("update job_schedules set owed_since = now() - interval '2 minutes' where job = 'test'");
        var (began, over) = (new TaskCompletionSource(), new TaskCompletionSource());
        var endless = new Job("test", [], async (_, _, _, ct) =>
        {
            ct.Register(() => over.TrySetResult());
            began.TrySetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return new(1, 1);
        });
        var life = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        using var server = new Timetabled(database, TimeProvider.System, NullLoggerFactory.Instance, [endless], Seldom, life);
        await server.StartAsync(Ct);
        await began.Task.WaitAsync(TimeSpan.FromSeconds(60), Ct);
        life.StopApplication();
        await over.Task.WaitAsync(TimetablePace.Grace + TimeSpan.FromSeconds(30), Ct);
        await server.StopAsync(Ct);
        (await admin.ExecuteScalarAsync<string>("select state from job_runs where job = 'test' and state <> 'skipped'")).ShouldBe("abandoned");
    }

    /// <summary>Away from the changes of the clocks the two read an expression alike; there the ledger decides, and the next look.</summary>
    [Theory]
    [InlineData("0 8 * * *")]
    [InlineData("*/7 3-9 * * 1-5")]
    [InlineData("0 0 13 * 5")]
    [InlineData("0 0 29 2 *")]
    [InlineData("30 10 1,15 1,7 *")]
    [InlineData("0 */6 * * 0")]
    [InlineData("5 4 * * 7")]
    public void The_alarm_clock_rings_exactly_when_a_slot_is_due(string cron)
    {
        var schedule = CronSchedule.Parse(cron);
        var dubai = ClientVitals.Settings.BusinessZone.Of("Asia/Dubai");
        var from = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var rings = new SortedSet<DateTimeOffset>();
        foreach (var expression in QuartzCron.Of(schedule).Select(text => CronExpression.Parse(text).WithTimeZone(dubai.Info)))
        {
            var at = (DateTimeOffset?)from;
            // Its years end with 2099.
            for (var n = 0; n < 60 && (at = expression.GetNextValidTimeAfter(at!.Value)) is { } ring; n++)
                rings.Add(ring);
        }
        var compared = Math.Min(rings.Count, 50);
        compared.ShouldBeGreaterThan(15);
        rings.Take(compared).ShouldBe(schedule.After(from, dubai).Take(compared));
    }
}
