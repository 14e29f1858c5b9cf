using ClientVitals.Scheduling;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Scheduling;

public sealed class DueSlotsTests
{
    private static readonly DateTimeOffset Eight = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private static DateTimeOffset[] Days(int count) => [.. Enumerable.Range(0, count).Select(day => Eight.AddDays(day))];

    [Theory]
    [InlineData("once", 3, 2, 2)]
    [InlineData("once", 1, 0, 0)]
    [InlineData("all", 3, 0, 0)]
    [InlineData("skip", 3, 3, null)]
    public void What_was_missed_is_caught_up_as_the_job_says(string misfire, int due, int skipped, int? runs)
    {
        var plan = DueSlots.Of(Days(due), misfire, "skip", working: null, last: null, now: Days(due)[^1].AddHours(1));
        plan.Skipped.Count.ShouldBe(skipped);
        plan.Run.ShouldBe(runs is { } place ? Days(due)[place] : null);
    }

    [Theory]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void A_slot_up_to_five_minutes_late_is_on_time(int late, bool runs) =>
        (DueSlots.Of(Days(1), "skip", "skip", null, null, Eight.AddSeconds(late)).Run is not null).ShouldBe(runs);

    [Fact]
    public void A_slot_that_had_to_wait_for_the_last_run_is_not_late() =>
        DueSlots.Of(Days(1), "skip", "queue", null, last: (Eight.AddMinutes(-1), Eight.AddHours(2)), now: Eight.AddHours(2).AddMinutes(1)).Run.ShouldBe(Eight);

    [Fact]
    public void A_run_that_began_after_the_slot_is_no_excuse_for_it() =>
        DueSlots.Of(Days(1), "skip", "queue", null, last: (Eight.AddMinutes(1), Eight.AddHours(2)), now: Eight.AddHours(2).AddMinutes(1)).Run.ShouldBeNull();

    [Fact]
    public void What_comes_up_while_a_run_works_is_skipped_with_the_reason_or_waits()
    {
        (DateTimeOffset, DateTimeOffset)? working = (Eight.AddHours(-1), Eight.AddHours(-1));
        var skipped = DueSlots.Of(Days(1), "once", "skip", working, null, Eight).Skipped.ShouldHaveSingleItem();
        skipped.Sentence.ShouldBe("The run of 2026-01-05 07:00Z was still running.");
        DueSlots.Of(Days(1), "once", "queue", working, null, Eight).ShouldBe(new DueSlots([], null));
    }

    [Fact]
    public void A_backlog_that_is_caught_up_is_not_skipped_over_while_its_first_run_works()
    {
        var plan = DueSlots.Of(Days(3), "all", "skip", (Eight.AddDays(-1), Eight.AddDays(3)), null, Eight.AddDays(3));
        plan.Skipped.ShouldBeEmpty();
        plan.Run.ShouldBeNull();
    }

    [Theory]
    [InlineData(100, 0, 0)]
    [InlineData(101, 1, 1)]
    public void No_more_than_a_hundred_are_caught_up(int due, int skipped, int runs)
    {
        var plan = DueSlots.Of(Days(due), "all", "skip", null, null, Eight.AddDays(due));
        plan.Skipped.Count.ShouldBe(skipped);
        plan.Run.ShouldBe(Eight.AddDays(runs));
    }
}
