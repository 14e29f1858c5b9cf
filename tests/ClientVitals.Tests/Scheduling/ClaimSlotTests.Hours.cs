using ClientVitals.Scheduling;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Scheduling;

/// <content>Which slots are owed: missed ones, new hours, pauses, what a job waits for.</content>
public sealed partial class ClaimSlotTests
{
    [Fact]
    public async Task Slots_missed_for_a_week_are_caught_up_once_and_each_has_its_line()
    {
        var lease = (await TakeAsync(First, Eight.AddDays(6).AddHours(1))).ShouldNotBeNull();
        lease.Slot.ShouldBe(Eight.AddDays(6));
        var ledger = await LedgerAsync();
        ledger.Count.ShouldBe(7);
        ledger.Count(run => run.State == RunState.Skipped).ShouldBe(6);
        ledger.ShouldContain(run => run.Error == "It was missed; the later run of 2026-01-11 08:00Z takes its place.");
    }

    [Fact]
    public async Task Where_all_are_caught_up_they_come_one_after_the_other_and_only_the_last_is_current()
    {
        await database.DoAsync("update job_schedules set misfire = 'all'");
        var taken = new List<(DateTimeOffset, bool)>();
        while (await TakeAsync(First, Eight.AddDays(2)) is { } lease)
        {
            taken.Add((lease.Slot, lease.Superseded));
            await RunAsync(lease);
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
        await RunAsync(input, (_, _, _, _) => throw new SkippedException("There is nobody to judge."));

        (await TakeAsync(Second, Eight.AddHours(1))).ShouldBeNull();
        var skipped = (await LedgerAsync())[0];
        (skipped.Job, skipped.State, skipped.Slot).ShouldBe(("second", RunState.Skipped, Eight.AddHours(1)));
        skipped.Error.ShouldBe("first, whose result this job needs, did not succeed for 2026-01-05 08:00 (UTC): it never succeeded. Older figures were not used.");

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
    public async Task New_hours_owe_nothing_of_the_time_before_them_however_they_were_written()
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
    [InlineData("0 0 30 2 *", null, null, null, "\"0 0 30 2 *\" never runs: none of its months has a day 30.")]
    [InlineData(null, "Mars/Olympus", null, null, "The time zone \"Mars/Olympus\" is not known; give an IANA name such as Asia/Dubai or Europe/Berlin.")]
    [InlineData(null, null, "often", null, "Missed runs must be once (catch up with one run), all (catch up with each) or skip, not often.")]
    [InlineData(null, null, null, "both", "Overlap must be skip or queue, not both.")]
    public async Task Hours_that_cannot_be_are_refused_in_a_sentence(string? cron, string? zone, string? misfire, string? overlap, string sentence)
    {
        await using var work = await database.Vitals.BeginAsync(Ct);
        (await Should.ThrowAsync<PlainError>(() => new ChangeSchedule("first", cron, zone, misfire, overlap).RunAsync(work.Connection, Eight, Ct))).Message.ShouldBe(sentence);
    }
}
