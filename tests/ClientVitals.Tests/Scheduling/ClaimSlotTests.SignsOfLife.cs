using ClientVitals.Scheduling;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Scheduling;

/// <content>Who lives, who is taken for dead, and how often a slot is begun.</content>
public sealed partial class ClaimSlotTests
{
    [Fact]
    public async Task Who_gives_no_sign_of_life_loses_the_run_and_may_not_write_when_it_wakes_up()
    {
        await database.DoAsync("drop table if exists effects; create table effects (fence bigint); grant select, insert on effects to service_role");
        var asleep = (await TakeAsync(First, Eight, "asleep", length: TimeSpan.FromMilliseconds(1))).ShouldNotBeNull();
        await Task.Delay(20, Ct);
        var taker = (await TakeAsync(First, Eight.AddMinutes(1), "awake")).ShouldNotBeNull();
        (taker.RunId, taker.Attempt, taker.Slot).ShouldBe((asleep.RunId, 2, Eight));
        taker.Fence.ShouldBeGreaterThan(asleep.Fence);

        JobWork effect = async (vitals, lease, now, ct) =>
        {
            await using var work = await vitals.BeginAsync(ct);
            await work.Connection.ExecuteAsync("insert into effects values (@fence)", new { fence = lease.Fence });
            await lease.FinishAsync(work.Connection, new(1, 1), now, ct);
            await work.CommitAsync(ct);
            return new(1, 1);
        };
        (await RunAsync(taker, effect)).State.ShouldBe(RunState.Succeeded);
        (await RunAsync(asleep, effect)).Lost.ShouldBeTrue();
        await using var db = await database.OpenAsync();
        (await db.QueryAsync<long>("select fence from effects")).ShouldBe([taker.Fence]);
        await using var hold = await database.Vitals.BeginAsync(Ct);
        await Should.ThrowAsync<LeaseLostException>(() => asleep.HoldAsync(hold.Connection, Ct));
        (await LedgerAsync()).ShouldHaveSingleItem().Node.ShouldBe("awake");
    }

    [Fact]
    public async Task A_run_that_was_taken_away_is_told_to_stop_while_it_works()
    {
        var length = TimeSpan.FromMilliseconds(200);
        var lease = (await TakeAsync(First, Eight, length: length)).ShouldNotBeNull();
        await database.DoAsync("update job_runs set fence = fence + 1");
        var ended = await RunAsync(lease, async (_, _, _, ct) =>
        {
            await Task.Delay(10_000, ct);
            return new(1, 1);
        }, length: length);
        ended.Lost.ShouldBeTrue();
        (await LedgerAsync()).ShouldHaveSingleItem().State.ShouldBe(RunState.Running, "the server that holds it now records it");
    }

    [Fact]
    public async Task A_long_run_that_gives_signs_of_life_is_not_taken_over()
    {
        var length = TimeSpan.FromSeconds(4);
        var lease = (await TakeAsync(First, Eight, length: length)).ShouldNotBeNull();
        var ended = await RunAsync(lease, async (_, _, _, ct) =>
        {
            // Until the lease it was given at first is over by the server's clock.
            await using var db = await database.OpenAdminAsync();
            var first = await db.ExecuteScalarAsync<DateTime>("select lease_until from job_runs");
            var ends = new HashSet<DateTime>();
            while (!await db.ExecuteScalarAsync<bool>("select clock_timestamp() > @first + interval '500 ms'", new { first }))
            {
                ends.Add(await db.ExecuteScalarAsync<DateTime>("select lease_until from job_runs"));
                await Task.Delay(50, ct);
            }
            ends.Count.ShouldBeGreaterThan(1, "no sign of life made the lease longer");
            (await TakeAsync(First, Eight.AddMinutes(1), "other")).ShouldBeNull();
            return new(1, 1);
        }, length: length);
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
        (ended.State, ended.Sentence).ShouldBe((RunState.Abandoned, "It was stopped before it was finished. It is tried again."));
        (await LedgerAsync()).ShouldHaveSingleItem().Error.ShouldBe(ended.Sentence);
        var again = (await TakeAsync(First, Eight.AddHours(2))).ShouldNotBeNull();
        (again.Slot, again.Attempt).ShouldBe((Eight, 2));
    }

    [Fact]
    public async Task A_slot_is_begun_five_times_at_most()
    {
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            (await TakeAsync(First, Eight.AddMinutes(5 * attempt), length: TimeSpan.FromMilliseconds(1))).ShouldNotBeNull().Attempt.ShouldBe(attempt);
            await Task.Delay(10, Ct);
        }
        (await TakeAsync(First, Eight.AddMinutes(45))).ShouldBeNull();
        var run = (await LedgerAsync()).ShouldHaveSingleItem();
        (run.State, run.Attempt).ShouldBe((RunState.Abandoned, 5));
        run.Error.ShouldNotBeNull().ShouldEndWith("it was the last attempt.");
    }
}
