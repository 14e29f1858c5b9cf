using ClientVitals.Database;
using ClientVitals.Scheduling;
using ClientVitals.Settings;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Scheduling;

public sealed class TakeSlotTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Eight = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    private static readonly Job First = new("first", [], Nothing), Second = new("second", ["first"], Nothing), Absent = new("absent", [], null);
    private static readonly Job[] All = [First, Second, Absent];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Task<RunOutcome> Nothing(VitalsDatabase database, RunTicket ticket, DateTimeOffset now, CancellationToken ct) => Task.FromResult(new RunOutcome(1, 1));

    public async ValueTask InitializeAsync() => await database.DoAsync("""
        delete from job_runs; delete from job_schedules;
        insert into job_schedules (job, cron, zone, function) values ('first', '0 8 * * *', 'UTC', 'f'), ('second', '0 9 * * *', 'UTC', 's'), ('absent', '0 7 * * *', 'UTC', 'a');
        update job_schedules set owed_since = '2026-01-04 12:00Z';
        """);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<RunTicket?> TakeAsync(Job job, DateTimeOffset now, string node = "a", TimeSpan? lease = null) =>
        new TakeSlot(All, node) { Lease = lease ?? RunTicket.Lease }.RunAsync(database.Vitals, job, now, Ct);

    private Task<RunEnded> RunAsync(RunTicket ticket, JobWork? work = null, CancellationTokenSource? stop = null, TimeSpan? lease = null) =>
        new RunJob(new(ticket.Job, [], work ?? Nothing), ticket) { Lease = lease ?? RunTicket.Lease }.RunAsync(database.Vitals, ticket.Slot.AddMinutes(1), stop?.Token ?? Ct);

    private async Task<IReadOnlyList<RunHistory>> LedgerAsync()
    {
        await using var db = await database.OpenAsync();
        return await RunHistory.ReadAsync(db, null, null, 1000, Ct);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public async Task A_slot_is_taken_when_it_is_due_and_not_before(int seconds, bool taken) =>
        (await TakeAsync(First, Eight.AddSeconds(seconds)) is not null).ShouldBe(taken);

    [Fact]
    public async Task Of_sixteen_who_ask_at_once_one_takes_the_slot()
    {
        for (var day = 0; day < 10; day++)
        {
            using var start = new Barrier(16);
            var tickets = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait(Ct);
                    return TakeAsync(First, Eight.AddDays(day).AddSeconds(1), $"node {n}");
                },
                Ct,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap()));
            var ticket = tickets.Where(ticket => ticket is not null).ShouldHaveSingleItem();
            (await LedgerAsync()).Count.ShouldBe(day + 1);
            await RunAsync(ticket!);
        }
    }

    [Fact]
    public async Task A_run_that_is_over_is_recorded_and_its_slot_is_not_taken_again()
    {
        var ended = await RunAsync((await TakeAsync(First, Eight)).ShouldNotBeNull());
        ended.State.ShouldBe(RunState.Succeeded);
        (await TakeAsync(First, Eight.AddMinutes(5))).ShouldBeNull();
        var run = (await LedgerAsync()).ShouldHaveSingleItem();
        (run.State, run.RowsRead, run.RowsWritten, run.Attempt).ShouldBe((RunState.Succeeded, 1, 1, 1));
    }

    [Fact]
    public async Task A_job_that_is_not_installed_is_never_taken_and_never_recorded()
    {
        (await TakeAsync(Absent, Eight.AddDays(3))).ShouldBeNull();
        (await LedgerAsync()).ShouldBeEmpty();
        var refused = await Should.ThrowAsync<PlainError>(() => new TakeSlot(All, "a").AtOnceAsync(database.Vitals, Absent, null, "person", Eight, Ct));
        refused.Message.ShouldStartWith("The job absent is not installed");
    }

    [Fact]
    public async Task Who_gives_no_sign_of_life_loses_the_run_and_may_not_write_when_it_wakes_up()
    {
        await database.DoAsync("drop table if exists effects; create table effects (fence bigint); grant select, insert on effects to service_role");
        var asleep = (await TakeAsync(First, Eight, "asleep", lease: TimeSpan.FromMilliseconds(1))).ShouldNotBeNull();
        await Task.Delay(20, Ct);
        var taker = (await TakeAsync(First, Eight.AddMinutes(1), "awake")).ShouldNotBeNull();
        (taker.RunId, taker.Attempt, taker.Slot).ShouldBe((asleep.RunId, 2, Eight));
        taker.Fence.ShouldBeGreaterThan(asleep.Fence);

        JobWork effect = async (vitals, ticket, now, ct) =>
        {
            await using var work = await vitals.BeginAsync(ct);
            await work.Connection.ExecuteAsync("insert into effects values (@fence)", new { fence = ticket.Fence });
            await ticket.FinishAsync(work.Connection, new(1, 1), now, ct);
            await work.CommitAsync(ct);
            return new(1, 1);
        };
        (await RunAsync(taker, effect)).State.ShouldBe(RunState.Succeeded);
        (await RunAsync(asleep, effect)).Lost.ShouldBeTrue();
        await using var db = await database.OpenAsync();
        (await db.QueryAsync<long>("select fence from effects")).ShouldBe([taker.Fence]);
        await using var hold = await database.Vitals.BeginAsync(Ct);
        await Should.ThrowAsync<FencedOff>(() => asleep.HoldAsync(hold.Connection, Ct));
        (await LedgerAsync()).ShouldHaveSingleItem().Node.ShouldBe("awake");
    }

    [Fact]
    public async Task A_run_that_was_taken_away_is_told_to_stop_while_it_works()
    {
        var lease = TimeSpan.FromMilliseconds(200);
        var ticket = (await TakeAsync(First, Eight, lease: lease)).ShouldNotBeNull();
        await database.DoAsync("update job_runs set fence = fence + 1");
        var ended = await RunAsync(ticket, async (_, _, _, ct) =>
        {
            await Task.Delay(10_000, ct);
            return new(1, 1);
        }, lease: lease);
        ended.Lost.ShouldBeTrue();
        (await LedgerAsync()).ShouldHaveSingleItem().State.ShouldBe(RunState.Running, "whoever holds it now records it");
    }

    [Fact]
    public async Task A_long_run_that_gives_signs_of_life_is_left_alone()
    {
        var lease = TimeSpan.FromSeconds(6);
        var ticket = (await TakeAsync(First, Eight, lease: lease)).ShouldNotBeNull();
        var ended = await RunAsync(ticket, async (_, _, _, ct) =>
        {
            await Task.Delay(13_000, ct);
            (await TakeAsync(First, Eight.AddMinutes(1), "other")).ShouldBeNull();
            return new(1, 1);
        }, lease: lease);
        (ended.State, ended.Lost).ShouldBe((RunState.Succeeded, false));
    }

    [Fact]
    public async Task What_is_stopped_before_the_end_says_so_and_its_slot_is_taken_up_again()
    {
        using var stop = new CancellationTokenSource(100);
        var ended = await RunAsync((await TakeAsync(First, Eight)).ShouldNotBeNull(), async (_, _, _, ct) =>
        {
            await Task.Delay(Timeout.Infinite, ct);
            return new(1, 1);
        }, stop);
        (ended.State, ended.Sentence).ShouldBe((RunState.Abandoned, "It was stopped before the end. The slot is tried again."));
        (await LedgerAsync()).ShouldHaveSingleItem().Error.ShouldBe(ended.Sentence);
        var again = (await TakeAsync(First, Eight.AddHours(2))).ShouldNotBeNull();
        (again.Slot, again.Attempt).ShouldBe((Eight, 2));
    }

    [Fact]
    public async Task A_slot_is_begun_five_times_at_most()
    {
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            (await TakeAsync(First, Eight.AddMinutes(5 * attempt), lease: TimeSpan.FromMilliseconds(1))).ShouldNotBeNull().Attempt.ShouldBe(attempt);
            await Task.Delay(10, Ct);
        }
        (await TakeAsync(First, Eight.AddMinutes(45))).ShouldBeNull();
        var run = (await LedgerAsync()).ShouldHaveSingleItem();
        (run.State, run.Attempt).ShouldBe((RunState.Abandoned, 5));
        run.Error.ShouldNotBeNull().ShouldEndWith("it was the last.");
    }

    [Fact]
    public async Task What_breaks_is_failed_what_finds_nothing_is_skipped_and_what_did_a_part_is_partial()
    {
        (JobWork Work, RunState State)[] cases =
        [
            ((_, _, _, _) => throw new InvalidOperationException("The world broke."), RunState.Failed),
            ((_, _, _, _) => throw new PlainError("A person must put it right."), RunState.Failed),
            ((_, _, _, _) => throw new NothingToDo("There is nobody to judge."), RunState.Skipped),
            ((_, _, _, _) => throw new TryLater("It is locked."), RunState.Abandoned),
            ((_, _, _, _) => Task.FromResult(new RunOutcome(5, 3, 2, "Two could not be sent.")), RunState.Partial),
        ];
        foreach (var (work, state) in cases)
        {
            await InitializeAsync();
            var ended = await RunAsync((await TakeAsync(First, Eight)).ShouldNotBeNull(), work);
            ended.State.ShouldBe(state);
            var run = (await LedgerAsync()).ShouldHaveSingleItem();
            (run.State, run.Error).ShouldBe((state, ended.Sentence));
            run.FinishedAt.ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task What_an_exception_says_of_itself_is_not_in_the_ledger()
    {
        (JobWork Work, string Sentence)[] cases =
        [
            ((_, _, _, _) => throw new InvalidOperationException("Leila Haddad broke it."), "It broke (InvalidOperationException); the log says where."),
            (async (vitals, _, _, ct) =>
            {
                await using var db = await vitals.OpenAsync(ct);
                return new(await db.ExecuteScalarAsync<int>("select 'Leila Haddad'::int"), 1);
            }, "The database refused it (SQLSTATE 22P02)."),
        ];
        foreach (var (work, sentence) in cases)
        {
            await InitializeAsync();
            var ended = await RunAsync((await TakeAsync(First, Eight)).ShouldNotBeNull(), work);
            ended.Broken.ShouldNotBeNull();
            (await LedgerAsync()).ShouldHaveSingleItem().Error.ShouldBe(sentence);
        }
    }

    [Fact]
    public async Task A_database_that_is_lost_before_the_next_part_is_no_failure_of_the_job()
    {
        await using var nowhere = VitalsDatabase.At(new Npgsql.NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = 1, Username = "x", Database = "x" });
        var ended = await RunAsync((await TakeAsync(First, Eight)).ShouldNotBeNull(), async (_, _, _, ct) =>
        {
            await using var db = await nowhere.OpenAsync(ct);
            return new(1, 1);
        });
        ended.State.ShouldBe(RunState.Abandoned);
        (await LedgerAsync()).ShouldHaveSingleItem().Error.ShouldNotBeNull().ShouldEndWith("The slot is tried again.");
    }

    [Fact]
    public async Task Each_attempt_waits_a_minute_longer_than_the_one_before()
    {
        var at = Eight;
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            if (attempt > 1)
            {
                (await TakeAsync(First, at.AddMinutes(attempt - 1).AddSeconds(-1))).ShouldBeNull();
                at = at.AddMinutes(attempt - 1);
            }
            var ticket = (await TakeAsync(First, at)).ShouldNotBeNull();
            ticket.Attempt.ShouldBe(attempt);
            await RunAsync(ticket, (_, _, _, _) => throw new TryLater("It is locked."));
        }
    }

    [Fact]
    public async Task Slots_missed_for_a_week_are_made_up_once_and_each_has_its_line()
    {
        var ticket = (await TakeAsync(First, Eight.AddDays(6).AddHours(1))).ShouldNotBeNull();
        ticket.Slot.ShouldBe(Eight.AddDays(6));
        var ledger = await LedgerAsync();
        ledger.Count.ShouldBe(7);
        ledger.Count(run => run.State == RunState.Skipped).ShouldBe(6);
        ledger.ShouldContain(run => run.Error == "It was missed; the later slot of 2026-01-11 08:00Z is run in its place.");
    }

    [Fact]
    public async Task Where_all_are_made_up_they_come_one_after_the_other_and_only_the_last_is_current()
    {
        await database.DoAsync("update job_schedules set misfire = 'all'");
        var taken = new List<(DateTimeOffset, bool)>();
        while (await TakeAsync(First, Eight.AddDays(2)) is { } ticket)
        {
            taken.Add((ticket.Slot, ticket.Superseded));
            await RunAsync(ticket);
        }
        taken.ShouldBe([(Eight, true), (Eight.AddDays(1), true), (Eight.AddDays(2), false)]);
    }

    [Fact]
    public async Task A_job_works_on_no_older_result_than_its_slot_allows_and_waits_for_one_on_its_way()
    {
        (await TakeAsync(Second, Eight.AddHours(1))).ShouldBeNull();
        (await LedgerAsync()).ShouldBeEmpty("its input is due and not begun yet");
        var input = (await TakeAsync(First, Eight.AddHours(1))).ShouldNotBeNull();
        (await TakeAsync(Second, Eight.AddHours(1))).ShouldBeNull("its input is at work");
        await RunAsync(input, (_, _, _, _) => throw new NothingToDo("There is nobody to judge."));

        (await TakeAsync(Second, Eight.AddHours(1))).ShouldBeNull();
        var skipped = (await LedgerAsync())[0];
        (skipped.Job, skipped.State, skipped.Slot).ShouldBe(("second", RunState.Skipped, Eight.AddHours(1)));
        skipped.Error.ShouldBe("first, on whose result this works, has no success for 2026-01-05 08:00 (UTC): it never succeeded. Nothing was made up from older figures.");

        await RunAsync((await TakeAsync(First, Eight.AddDays(1))).ShouldNotBeNull());
        (await TakeAsync(Second, Eight.AddDays(1).AddHours(1))).ShouldNotBeNull().Slot.ShouldBe(Eight.AddDays(1).AddHours(1));
    }

    [Fact]
    public async Task A_success_of_a_part_is_no_input()
    {
        await database.DoAsync("insert into job_runs (job, slot, started_by, state, started_at, details) values ('first', '2026-01-05 08:30Z', 'person', 'succeeded', '2026-01-05 08:30Z', '{\"in_part\": true}'); update job_schedules set enabled = false where job = 'first'");
        (await TakeAsync(Second, Eight.AddHours(1))).ShouldBeNull();
        (await LedgerAsync())[0].State.ShouldBe(RunState.Skipped);
    }

    [Fact]
    public async Task New_hours_owe_nothing_of_the_time_before_them_whoever_wrote_them()
    {
        await database.DoAsync("update job_schedules set cron = '0 6 * * *' where job = 'first'");
        (await TakeAsync(First, Eight)).ShouldBeNull("from now on");
        (await TakeAsync(First, Eight.AddHours(23))).ShouldNotBeNull().Slot.ShouldBe(Eight.AddHours(22));
    }

    [Fact]
    public async Task A_new_business_zone_is_new_hours_for_the_jobs_that_go_by_it_and_other_settings_are_not()
    {
        await database.DoAsync("update job_schedules set zone = null where job = 'first'; update job_schedules set owed_since = '2026-01-04 12:00Z'");
        async Task<IEnumerable<string>> OwingAfterAsync(ChangeSettings change)
        {
            await using (var work = await database.Vitals.BeginAsync(Ct))
            {
                await change.RunAsync(work.Connection, Eight, "test", Ct);
                await work.CommitAsync(Ct);
            }
            await using var db = await database.OpenAsync();
            return await db.QueryAsync<string>("select job from job_schedules where owed_since is not null order by job");
        }
        (await OwingAfterAsync(new(LinesADay: 7))).ShouldBe(["absent", "first", "second"]);
        (await OwingAfterAsync(new(BusinessZone: "Pacific/Kiritimati"))).ShouldBe(["absent", "second"]);
        (await TakeAsync(First, Eight)).ShouldBeNull("from now on");
    }

    [Fact]
    public async Task A_pause_owes_nothing_and_after_it_the_next_hour_counts()
    {
        await using (var work = await database.Vitals.BeginAsync(Ct))
        {
            await new ChangeSchedule("first", Enabled: false).RunAsync(work.Connection, Eight.AddHours(-1), Ct);
            await work.CommitAsync(Ct);
        }
        (await TakeAsync(First, Eight)).ShouldBeNull();
        await using (var work = await database.Vitals.BeginAsync(Ct))
        {
            await new ChangeSchedule("first", Enabled: true).RunAsync(work.Connection, Eight.AddDays(3).AddHours(1), Ct);
            await work.CommitAsync(Ct);
        }
        (await TakeAsync(First, Eight.AddDays(4))).ShouldNotBeNull().Slot.ShouldBe(Eight.AddDays(4));
        (await LedgerAsync()).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("0 0 30 2 *", null, null, null, "\"0 0 30 2 *\" never comes: none of its months has a day 30.")]
    [InlineData(null, "Mars/Olympus", null, null, "The time zone \"Mars/Olympus\" is not known here; give an IANA name such as Asia/Dubai or Europe/Berlin.")]
    [InlineData(null, null, "often", null, "After missed slots there is once (make up the latest), all (each) or skip, not often.")]
    [InlineData(null, null, null, "both", "While the last run works a slot is either skip or queue, not both.")]
    public async Task Hours_that_cannot_be_are_refused_in_a_sentence(string? cron, string? zone, string? misfire, string? overlap, string sentence)
    {
        await using var work = await database.Vitals.BeginAsync(Ct);
        (await Should.ThrowAsync<PlainError>(() => new ChangeSchedule("first", cron, zone, misfire, overlap).RunAsync(work.Connection, Eight, Ct))).Message.ShouldBe(sentence);
    }

    [Fact]
    public async Task A_run_asked_for_by_a_person_does_not_run_beside_another()
    {
        var take = new TakeSlot(All, "here");
        var ticket = await take.AtOnceAsync(database.Vitals, First, null, "person", Eight.AddHours(-2), Ct);
        (await Should.ThrowAsync<PlainError>(() => take.AtOnceAsync(database.Vitals, First, null, "person", Eight, Ct))).Message.ShouldStartWith("The job first is at work already");
        (await TakeAsync(First, Eight)).ShouldBeNull();
        (await LedgerAsync())[0].Error.ShouldBe("The run of 2026-01-05 06:00Z was still at work.");
        (await RunAsync(ticket)).State.ShouldBe(RunState.Succeeded);
    }
}
