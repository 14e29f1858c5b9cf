using System.Threading.Channels;
using ClientVitals.Database;
using ClientVitals.Scheduling;
using ClientVitals.Server.Live;
using ClientVitals.Server.Schedules;
using Dapper;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Schedules;

public sealed class TimetabledTests(TestCluster cluster)
{
    /// <summary>It looks at its start and then no more within a test: what runs later, a timer or a signal woke it for.</summary>
    private static readonly TimetablePace Seldom = TimetablePace.Usual with { LookEvery = TimeSpan.FromMinutes(30) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Job Works(string name, List<DateTimeOffset> slots) => new(name, [], (_, lease, _, _) =>
    {
        lock (slots)
            slots.Add(lease.Slot);
        return Task.FromResult(new RunOutcome(1, 1));
    });

    private static async Task ScheduleAsync(VitalsDatabase database, string cron)
    {
        await using var admin = await database.OpenAdminAsync(Ct);
        await admin.ExecuteAsync("insert into job_schedules (job, cron, zone, function) values ('test', @cron, 'UTC', 'test') on conflict (job) do update set cron = @cron", new { cron });
    }

    /// <summary>Waits until it is told to go on, and says for when timers are set on it.</summary>
    private sealed class Clock(DateTimeOffset at) : FakeTimeProvider(at)
    {
        private readonly Channel<DateTimeOffset> set = Channel.CreateUnbounded<DateTimeOffset>();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            set.Writer.TryWrite(GetUtcNow() + dueTime);
            return timer;
        }

        /// <summary>Waits until a timer is set for a moment.</summary>
        public async Task SetForAsync(DateTimeOffset moment)
        {
            while (await set.Reader.ReadAsync(Ct).AsTask().WaitAsync(TimeSpan.FromSeconds(60), Ct) != moment)
            {
            }
        }
    }

    private static readonly DateTimeOffset Eight = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Since before eight the slots are owed, so the first look finds nothing and sets a timer.</summary>
    private static async Task OweAsync(VitalsDatabase database, DateTimeOffset since)
    {
        await using var admin = await database.OpenAdminAsync(Ct);
        await admin.ExecuteAsync("update job_schedules set owed_since = @since where job = 'test'", new { since });
    }

    private static Job Signals(Channel<DateTimeOffset> slots) => new("test", [], (_, lease, _, _) =>
    {
        slots.Writer.TryWrite(lease.Slot);
        return Task.FromResult(new RunOutcome(1, 1));
    });

    private static Task<DateTimeOffset> NextAsync(Channel<DateTimeOffset> slots) => slots.Reader.ReadAsync(Ct).AsTask().WaitAsync(TimeSpan.FromSeconds(60), Ct);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_timer_wakes_the_server_at_the_next_slot_also_behind_a_pooler_and_nothing_stays_on_its_connections(bool pooled)
    {
        await using var direct = await cluster.CloneAsync(Ct);
        await ScheduleAsync(direct, "0 8 * * *");
        await OweAsync(direct, Eight.AddHours(-1));
        await using var pooler = pooled ? await Pooler.StartAsync(cluster.Address, connections: 2, Ct) : null;
        await using var through = pooler?.Through(direct);
        var slots = Channel.CreateUnbounded<DateTimeOffset>();
        var clock = new Clock(Eight.AddMinutes(-3));
        using var server = new Timetabled(through ?? direct, clock, NullLoggerFactory.Instance, [Signals(slots)], Seldom);
        await server.StartAsync(Ct);
        await clock.SetForAsync(Eight);
        clock.Advance(TimeSpan.FromMinutes(3));
        (await NextAsync(slots)).ShouldBe(Eight);
        await clock.SetForAsync(Eight.AddDays(1));
        await server.StopAsync(Ct);

        await using var admin = await direct.OpenAdminAsync(Ct);
        (await admin.QueryAsync<string>("select state from job_runs where job = 'test'")).ShouldBe(["succeeded"]);
        if (pooler is not null)
        {
            await using var other = new Npgsql.NpgsqlConnection(new Npgsql.NpgsqlConnectionStringBuilder(pooler.To(direct.Name, ClusterAddress.Server).ConnectionString) { Pooling = false, NoResetOnClose = true }.ConnectionString);
            await other.OpenAsync(Ct);
            (await other.ExecuteScalarAsync<string>("select current_user || coalesce(current_setting('request.jwt.claims', true), '')")).ShouldBe("vitals");
        }
    }

    [Fact]
    public async Task Changed_hours_are_heard_of_at_once()
    {
        await using var database = await cluster.CloneAsync(Ct);
        await ScheduleAsync(database, "0 12 * * *");
        await OweAsync(database, Eight.AddHours(-1));
        using var feed = new ChangeFeed(database, NullLogger<ChangeFeed>.Instance);
        using var heard = feed.Follow();
        await feed.StartAsync(Ct);
        (await heard.Changes.ReadAsync(Ct)).What.ShouldBe("reconnected");
        var clock = new Clock(Eight.AddMinutes(-3));
        var slots = Channel.CreateUnbounded<DateTimeOffset>();
        using var server = new Timetabled(database, clock, NullLoggerFactory.Instance, [Signals(slots)], Seldom, feed: feed);
        await server.StartAsync(Ct);
        await clock.SetForAsync(Eight.AddHours(4));
        await using (var work = await database.BeginAsync(Ct))
        {
            await new ChangeSchedule("test", Cron: "0 8 * * *").RunAsync(work.Connection, clock.GetUtcNow(), Ct);
            await work.CommitAsync(Ct);
        }
        await clock.SetForAsync(Eight);
        clock.Advance(TimeSpan.FromMinutes(3));
        (await NextAsync(slots)).ShouldBe(Eight);
        await server.StopAsync(Ct);
        await feed.StopAsync(Ct);
    }

    /// <summary>The wall clock alone jumps, as after a sleep: no timer knows of it.</summary>
    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset At { get; set; } = Eight.AddHours(-2);

        public override DateTimeOffset GetUtcNow() => At;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public async Task What_came_while_the_machine_slept_is_caught_up_and_a_clock_that_is_set_back_runs_nothing_again()
    {
        await using var database = await cluster.CloneAsync(Ct);
        await ScheduleAsync(database, "0 8 * * *");
        await OweAsync(database, Eight.AddHours(-3));
        var clock = new SetClock();
        var slots = Channel.CreateUnbounded<DateTimeOffset>();
        using var server = new Timetabled(database, clock, NullLoggerFactory.Instance, [Signals(slots)], Seldom with { LookEvery = TimeSpan.FromMilliseconds(100) });
        await server.StartAsync(Ct);
        clock.At = Eight.AddHours(1);
        (await NextAsync(slots)).ShouldBe(Eight);
        clock.At = Eight.AddMinutes(-1);
        await LooksAsync(database, 3);
        clock.At = Eight.AddDays(1);
        (await NextAsync(slots)).ShouldBe(Eight.AddDays(1));
        await server.StopAsync(Ct);
        await using var admin = await database.OpenAdminAsync(Ct);
        (await admin.ExecuteScalarAsync<long>("select count(*) from job_runs where job = 'test'")).ShouldBe(2);
    }

    /// <summary>Waits for some more looks: each locks the schedule's row, which this holds and lets go.</summary>
    private static async Task LooksAsync(VitalsDatabase database, int count)
    {
        await using var admin = await database.OpenAdminAsync(Ct);
        for (var look = 0; look < count; look++)
        {
            await using (var transaction = await admin.BeginTransactionAsync(Ct))
            {
                await admin.ExecuteAsync("select from job_schedules where job = 'test' for update");
                while (!await admin.ExecuteScalarAsync<bool>("select exists (select from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.datname = current_database())"))
                    await Task.Yield();
                await transaction.CommitAsync(Ct);
            }
        }
    }

    [Fact]
    public async Task Hours_that_cannot_be_keep_no_other_job_from_its_own()
    {
        await using var database = await cluster.CloneAsync(Ct);
        await ScheduleAsync(database, "0 8 * * *");
        await OweAsync(database, Eight.AddHours(-1));
        await using (var admin = await database.OpenAdminAsync(Ct))
        {
            await admin.ExecuteAsync("insert into job_schedules (job, cron, zone, function) values ('a-broken', '0 0 30 2 *', 'UTC', 'test')");
        }
        var slots = Channel.CreateUnbounded<DateTimeOffset>();
        var clock = new Clock(Eight.AddMinutes(-3));
        using var server = new Timetabled(database, clock, NullLoggerFactory.Instance, [Works("a-broken", []), Signals(slots)], Seldom);
        await server.StartAsync(Ct);
        await clock.SetForAsync(Eight);
        clock.Advance(TimeSpan.FromMinutes(3));
        (await NextAsync(slots)).ShouldBe(Eight);
        await server.StopAsync(Ct);
    }

    [Fact]
    public async Task A_job_that_waited_for_the_result_of_another_begins_when_that_ends()
    {
        await using var database = await cluster.CloneAsync(Ct);
        await ScheduleAsync(database, "0 8 * * *");
        await using (var admin = await database.OpenAdminAsync(Ct))
        {
            await admin.ExecuteAsync("""
                insert into job_schedules (job, cron, zone, function) values ('input', '0 8 * * *', 'UTC', 'test');
                update job_schedules set owed_since = '2026-01-05 07:00Z' where job in ('test', 'input');
                """);
        }
        var slots = Channel.CreateUnbounded<DateTimeOffset>();
        var goOn = new TaskCompletionSource();
        var began = new TaskCompletionSource();
        var input = new Job("input", [], async (_, _, _, ct) =>
        {
            began.TrySetResult();
            await goOn.Task.WaitAsync(ct);
            return new(1, 1);
        });
        var clock = new Clock(Eight.AddMinutes(1));
        using var server = new Timetabled(database, clock, NullLoggerFactory.Instance, [Signals(slots) with { Inputs = ["input"] }, input], Seldom);
        await server.StartAsync(Ct);
        await began.Task.WaitAsync(TimeSpan.FromSeconds(60), Ct);
        await clock.SetForAsync(Eight.AddDays(1));
        slots.Reader.TryPeek(out _).ShouldBeFalse();
        goOn.SetResult();
        (await NextAsync(slots)).ShouldBe(Eight);
        await server.StopAsync(Ct);
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
        (await db.ExecuteScalarAsync<string>("select state || ': ' || error from job_runs where job = 'test' and state <> 'skipped'")).ShouldBe("abandoned: It was stopped before it was finished. It is tried again.");
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
}
