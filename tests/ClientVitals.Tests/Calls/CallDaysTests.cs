using ClientVitals.Calls;
using ClientVitals.Settings;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

public sealed class CallDaysTests
{
    private static readonly BusinessZone Dubai = BusinessZone.Of("Asia/Dubai");
    private static readonly CallFileOptions Options = new(new DateTimeOffset(2025, 12, 1, 12, 0, 0, TimeSpan.Zero), Dubai);

    private static IReadOnlyList<ClientDays> Fold(string lines, DateTimeOffset? asOf = null, TimeOnly? checkedAt = null)
    {
        var days = new CallDays(Dubai, WhatCounts.Default, asOf, checkedAt);
        foreach (var row in CallFile.Of("calls.csv", "client_email,phone,started_at,status,channel,direction,logged_at\n" + lines, Options).Rows())
            days.Add(row);
        return days.Clients();
    }

    private static int Day(int month, int day) => new DateOnly(2025, month, day).DayNumber;

    [Fact]
    public void Calls_of_one_business_day_are_one_entry_with_its_counts()
    {
        var client = Fold(
            "a@example.com,,2025-03-02T19:00:00Z,COMPLETED,PHONE,OUTBOUND,\n"
            + "a@example.com,,2025-03-02T20:00:00Z,COMPLETED,PHONE,OUTBOUND,\n"
            + "a@example.com,,2025-03-02T10:00:00Z,COMPLETED,VIDEO,INBOUND,\n"
            + "a@example.com,,2025-03-02T11:00:00Z,NO_ANSWER,PHONE,OUTBOUND,\n"
            + "a@example.com,,2025-03-02T11:00:00Z,NO_ANSWER,PHONE,INBOUND,\n"
            + "a@example.com,,2025-03-02T12:00:00Z,COMPLETED,SMS,OUTBOUND,\n"
            + "a@example.com,,2025-03-02T12:00:00Z,odd,PHONE,OUTBOUND,\n").ShouldHaveSingleItem();
        client.Days.ShouldBe([new CallDay(Day(3, 2), 0, 2, 1, 1), new CallDay(Day(3, 3), 0, 1, 1, 0)]);
        client.FirstOn.ShouldBe(Day(3, 2));
    }

    [Fact]
    public void As_of_cuts_what_happened_later_and_what_was_known_later()
    {
        var asOf = new DateTimeOffset(2025, 3, 3, 8, 0, 0, TimeSpan.Zero);
        var client = Fold(
            "a@example.com,,2025-03-01T10:00:00Z,,,,\n"
            + "a@example.com,,2025-03-02T10:00:00Z,,,,2025-03-03T07:59:59Z\n"
            + "a@example.com,,2025-03-02T11:00:00Z,,,,2025-03-03T08:00:00Z\n"
            + "a@example.com,,2025-03-03T08:00:00Z,,,,\n", asOf).ShouldHaveSingleItem();
        client.Days.Select(d => (d.Day, (int)d.Calls)).ShouldBe([(Day(3, 1), 1), (Day(3, 2), 1)]);
    }

    [Fact]
    public void A_daily_check_sees_a_call_from_the_first_morning_after_it_was_known()
    {
        var client = Fold(
            "a@example.com,,2025-03-03T03:59:59Z,,,,\n"
            + "a@example.com,,2025-03-03T04:00:00Z,,,,\n"
            + "a@example.com,,2025-03-03T09:00:00Z,,,,2025-03-06T09:00:00Z\n", checkedAt: new TimeOnly(8, 0)).ShouldHaveSingleItem();
        client.Days.Select(d => (d.Day, d.SeenOn, (int)d.Calls)).ShouldBe(
            [(Day(3, 3), Day(3, 3), 1), (Day(3, 3), Day(3, 4), 1), (Day(3, 3), Day(3, 7), 1)]);
    }

    [Fact]
    public void A_scheduled_call_is_a_plan_and_no_day()
    {
        var client = Fold("a@example.com,,2026-01-05T10:00:00Z,SCHEDULED,,,2025-11-30T10:00:00Z\n", checkedAt: new TimeOnly(8, 0)).ShouldHaveSingleItem();
        client.Days.ShouldBeEmpty();
        client.Planned.ShouldBe([new PlannedCall(new DateOnly(2026, 1, 5).DayNumber, Day(12, 1))]);
    }

    [Fact]
    public void A_number_that_comes_with_one_email_is_that_client_wherever_it_comes()
    {
        const string lines = ",+971501234567,2025-03-01,,,,\na@example.com,+971501234567,2025-03-02,,,,\n";
        foreach (var text in (string[])[lines, string.Join('\n', lines.Trim().Split('\n').Reverse())])
        {
            var client = Fold(text).ShouldHaveSingleItem();
            client.Client.ShouldBe("a@example.com");
            client.Days.Length.ShouldBe(2);
        }
    }

    [Fact]
    public void A_number_that_comes_with_two_emails_is_nobodys()
    {
        var days = new CallDays(Dubai, WhatCounts.Default);
        foreach (var row in CallFile.Of("c.csv", "email,phone,started_at\na@example.com,+971501234567,2025-03-01\nb@example.com,+971501234567,2025-03-02\n,+971501234567,2025-03-03\n", Options).Rows(null, TestContext.Current.CancellationToken))
            days.Add(row);
        days.Clients().Select(c => c.Client).ShouldBe(["a@example.com", "b@example.com"]);
        days.Unmatched.ShouldBe(1);
    }

    [Fact]
    public void The_order_of_lines_does_not_matter()
    {
        var random = new Random(4);
        var lines = Enumerable.Range(0, 2000)
            .Select(i => $"c{random.Next(30)}@example.com,,2025-0{random.Next(1, 9)}-1{random.Next(10)}T1{random.Next(10)}:00:00Z,{(i % 5 == 0 ? "NO_ANSWER" : "")},,{(i % 3 == 0 ? "out" : "in")},")
            .ToArray();
        var straight = Fold(string.Join('\n', lines));
        random.Shuffle(lines);
        var shuffled = Fold(string.Join('\n', lines));
        shuffled.Select(c => c.Client).ShouldBe(straight.Select(c => c.Client));
        shuffled.SelectMany(c => c.Days).ShouldBe(straight.SelectMany(c => c.Days));
        straight.Sum(c => c.Days.Sum(d => d.Calls + d.Attempts)).ShouldBe(lines.Length - lines.Count(l => l.Contains("NO_ANSWER,,in", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_packed_day_gives_back_what_went_in()
    {
        var packed = PackedDay.Pack(739_000, 16_383, 16_382, 16_381);
        (PackedDay.Day(packed), PackedDay.Calls(packed), PackedDay.Outbound(packed), PackedDay.Attempts(packed)).ShouldBe((739_000, 16_383, 16_382, 16_381));
    }
}
