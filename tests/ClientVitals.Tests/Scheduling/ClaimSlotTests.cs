using ClientVitals.Database;
using ClientVitals.Scheduling;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Scheduling;

public sealed partial class ClaimSlotTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Eight = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    private static readonly Job First = new("first", [], Nothing), Second = new("second", ["first"], Nothing), Absent = new("absent", [], null);
    private static readonly Job[] All = [First, Second, Absent];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Task<RunOutcome> Nothing(VitalsDatabase database, RunLease lease, DateTimeOffset now, CancellationToken ct) => Task.FromResult(new RunOutcome(1, 1));

    public async ValueTask InitializeAsync() => await database.DoAsync("""
        delete from job_runs; delete from job_schedules;
        insert into job_schedules (job, cron, zone, function) values ('first', '0 8 * * *', 'UTC', 'f'), ('second', '0 9 * * *', 'UTC', 's'), ('absent', '0 7 * * *', 'UTC', 'a');
        update job_schedules set owed_since = '2026-01-04 12:00Z';
        """);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<RunLease?> TakeAsync(Job job, DateTimeOffset now, string node = "a", TimeSpan? length = null) =>
        new ClaimSlot(All, node) { LeaseLength = length ?? RunLease.DefaultLength }.RunAsync(database.Vitals, job, now, Ct);

    private Task<RunEnded> RunAsync(RunLease lease, JobWork? work = null, CancellationTokenSource? stop = null, TimeSpan? length = null) =>
        new RunJob(new(lease.Job, [], work ?? Nothing), lease) { LeaseLength = length ?? RunLease.DefaultLength }.RunAsync(database.Vitals, lease.Slot.AddMinutes(1), stop?.Token ?? Ct);

    private async Task<IReadOnlyList<JobRun>> LedgerAsync()
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
            var leases = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait(Ct);
                    return TakeAsync(First, Eight.AddDays(day).AddSeconds(1), $"node {n}");
                },
                Ct,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap()));
            var lease = leases.Where(lease => lease is not null).ShouldHaveSingleItem();
            (await LedgerAsync()).Count.ShouldBe(day + 1);
            await RunAsync(lease!);
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
        var refused = await Should.ThrowAsync<PlainError>(() => new ClaimSlot(All, "a").AtOnceAsync(database.Vitals, Absent, null, "person", Eight, Ct));
        refused.Message.ShouldStartWith("The job absent is not installed");
    }

    [Fact]
    public async Task What_breaks_is_failed_what_finds_nothing_is_skipped_and_what_did_a_part_is_partial()
    {
        (JobWork Work, RunState State)[] cases =
        [
            ((_, _, _, _) => throw new InvalidOperationException("The world broke."), RunState.Failed),
            ((_, _, _, _) => throw new PlainError("A person must put it right."), RunState.Failed),
            ((_, _, _, _) => throw new SkippedException("There is nobody to judge."), RunState.Skipped),
            ((_, _, _, _) => throw new RetryLaterException("It is locked."), RunState.Abandoned),
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
            ((_, _, _, _) => throw new InvalidOperationException("Leila Haddad broke it."), "It failed (InvalidOperationException); the log says where."),
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
        (await LedgerAsync()).ShouldHaveSingleItem().Error.ShouldNotBeNull().ShouldEndWith("It is tried again.");
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
            var lease = (await TakeAsync(First, at)).ShouldNotBeNull();
            lease.Attempt.ShouldBe(attempt);
            await RunAsync(lease, (_, _, _, _) => throw new RetryLaterException("It is locked."));
        }
    }

    [Fact]
    public async Task A_run_asked_for_by_a_person_does_not_run_beside_another_and_the_slot_waits_for_it()
    {
        var take = new ClaimSlot(All, "here");
        var lease = await take.AtOnceAsync(database.Vitals, First, null, "person", Eight.AddHours(-2), Ct);
        (await Should.ThrowAsync<PlainError>(() => take.AtOnceAsync(database.Vitals, First, null, "person", Eight, Ct))).Message.ShouldStartWith("The job first is already running");
        (await TakeAsync(First, Eight)).ShouldBeNull();
        (await LedgerAsync()).ShouldHaveSingleItem().StartedBy.ShouldBe("person");
        (await RunAsync(lease)).State.ShouldBe(RunState.Succeeded);
        (await TakeAsync(First, Eight.AddMinutes(1))).ShouldNotBeNull().Slot.ShouldBe(Eight);
    }

    [Fact]
    public async Task A_job_without_hours_is_claimed_once_too()
    {
        var byHand = new Job("by-hand", [], Nothing) { HasHours = false };
        var claim = new ClaimSlot([byHand], "here");
        var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                return await claim.AtOnceAsync(database.Vitals, byHand, null, "person", Eight, Ct);
            }
            catch (AtWorkException)
            {
                return null;
            }
        }));
        var lease = tries.Where(one => one is not null).ShouldHaveSingleItem()!;
        (await new RunJob(byHand, lease).RunAsync(database.Vitals, Eight, Ct)).State.ShouldBe(RunState.Succeeded);
        (await Should.ThrowAsync<PlainError>(() => claim.AtOnceAsync(database.Vitals, new("nowhere", [], Nothing), null, "person", Eight, Ct))).Message.ShouldContain("no job nowhere");
    }
}
