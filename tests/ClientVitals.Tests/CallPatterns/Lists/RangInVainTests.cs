using System.Globalization;
using System.Text;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.CallPatterns.Lists;
using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Settings;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Lists;

/// <summary>Who rang several times since the last talk, and nobody answered, is first in line, with the reason; also whose pattern is as usual.</summary>
public sealed class RangInVainTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Rang = "rang@example.com";

    private static readonly DateTimeOffset Now = new(2025, 11, 18, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Talks on Sundays until 2 November; then what is tried here.</summary>
    private static IEnumerable<string> Sundays(string email) =>
        SomeRows.Weekly(new(2025, 5, 4), new(2025, 11, 3), DayOfWeek.Sunday).Select(at => Line(email, at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), "completed"));

    private static string Line(string email, string at, string status, string direction = "inbound", string channel = "phone", string logged = "") =>
        $"{email},{at},{direction},{status},{channel},{logged}";

    private static byte[] File(IEnumerable<string> lines) =>
        Encoding.UTF8.GetBytes("client_email,started_at,direction,status,channel,logged_at\n" + string.Join('\n', lines) + "\n");

    private static Judgement Judged(params string[] lines)
    {
        var zone = BusinessZone.Of("UTC");
        // Read a few days later: what is logged by then was not known at the moment judged.
        using var file = CallFile.Of("calls.csv", File(Sundays(Rang).Concat(lines)), new CallFileOptions(Now.AddDays(3), zone));
        var book = BookOfFile.AsOf(file, zone, WhatCounts.Default, Now, null, Ct);
        return PatternBook.Judge(book.Histories, Moment.Of(Now, TimeZoneInfo.Utc), PatternRule.Calibrated, PatternBudgets.Default).ShouldHaveSingleItem();
    }

    private static readonly string[] FourTimes =
    [
        Line(Rang, "2025-11-08 09:00", "no_answer"), Line(Rang, "2025-11-09 09:01", "voicemail"), Line(Rang, "2025-11-15 09:00", "no_answer"), Line(Rang, "2025-11-16 09:01", "declined"),
    ];

    [Fact]
    public async Task They_are_first_in_line_before_the_worst_break_and_the_file_says_the_same()
    {
        await database.DoAsync("delete from call_pattern_analysis; delete from clients; delete from staff; delete from job_runs; delete from call_records");
        var broken = SomeRows.Weekly(new(2025, 5, 4), new(2025, 9, 1), DayOfWeek.Monday, DayOfWeek.Wednesday, DayOfWeek.Friday)
            .Select(at => Line("broken@example.com", at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), "completed"));
        // Talks every day, as always; since yesterday's talk they rang twice.
        var usual = Enumerable.Range(0, 100).Select(day => Line("usual@example.com", Now.AddDays(-1 - day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " 10:00", "completed"))
            .Concat([Line("usual@example.com", "2025-11-17 15:00", "no_answer"), Line("usual@example.com", "2025-11-17 17:00", "no_answer")]);
        var zone = BusinessZone.Of("UTC");
        using (var file = CallFile.Of("calls.csv", File([.. Sundays(Rang), .. FourTimes, .. broken, .. usual]), new CallFileOptions(Now, zone)))
            (await new ImportCalls().RunAsync(database.Vitals, file, Now, null, null, Ct)).Rejected.ShouldBe(0);

        await new AnalyzeCallPatterns().RunAsync(database.Vitals, Now, "person", null, Ct);

        await using var db = await database.OpenAsync();
        var listed = await PatternBreaks.NowAsync(db, Now, 7, null, Ct);
        listed.Select(line => line.ClientEmail).ShouldBe([Rang, "usual@example.com", "broken@example.com"]);
        listed.Select(line => line.RangInVain).ShouldBe([4, 2, null]);
        listed[0].Reason.ShouldNotBeNull().ShouldContain("rang 4 times since 8 Nov, nobody answered");
        listed[0].Reason.ShouldBe(Judged(FourTimes).Reason, "a file and the database say the same");
        listed[1].PatternStatus.ShouldBe("NORMAL", "the four words stay what they are");
        (await PatternBreaks.OnAsync(db, new(2025, 11, 18), PatternRule.Calibrated, null, Ct)).Select(line => line.ClientEmail).ShouldBe(listed.Select(line => line.ClientEmail));
        var page = await BreaksPage.ReadAsync(database.Vitals, DatabaseIdentity.Service, new(), 2, null, Now, Ct);
        page.Items.Select(line => line.ClientEmail).ShouldBe([Rang, "usual@example.com"]);
        (await BreaksPage.ReadAsync(database.Vitals, DatabaseIdentity.Service, new(), 2, page.Next, Now, Ct)).Items.ShouldHaveSingleItem().ClientEmail.ShouldBe("broken@example.com");
        var changes = await PatternChanges.ReadAsync(database.Vitals, DatabaseIdentity.Service, Ct);
        (changes.Listed, changes.RangInVain).ShouldBe((3, 2));
        (await new AnalyzeCallPatterns().RunAsync(database.Vitals, Now, "person", null, Ct)).Written.ShouldBe(0);

        // Called back and reached: next morning they are no longer first.
        await database.DoAsync(SomeRows.Calls(Rang, [Now.AddHours(2)], direction: "OUTBOUND") + SomeRows.Calls("usual@example.com", [Now.AddHours(2)]));
        await new AnalyzeCallPatterns().RunAsync(database.Vitals, Now.AddDays(1), "person", null, Ct);
        (await PatternBreaks.NowAsync(db, Now.AddDays(1), 7, null, Ct)).ShouldAllBe(line => line.RangInVain == null);
        // A past moment still knows how it was.
        await new AnalyzeCallPatterns(Now.AddHours(1)).RunAsync(database.Vitals, Now.AddDays(1), "person", null, Ct);
        (await PatternBreaks.OnAsync(db, new(2025, 11, 18), PatternRule.Calibrated, null, Ct)).Select(line => line.RangInVain).ShouldBe([4, 2, null]);
    }

    [Fact]
    public void Four_calls_in_vain_are_said_with_the_day_of_the_first() =>
        (Judged(FourTimes).InVain, Judged(FourTimes).Reason).ShouldSatisfyAllConditions(
            judged => judged.InVain.ShouldBe(new RingsInVain(4, new DateOnly(2025, 11, 8).DayNumber)),
            judged => judged.Reason.ShouldStartWith("They rang 4 times since 8 Nov, nobody answered. Usually Sun"));

    [Fact]
    public void Only_calls_of_the_client_since_the_last_talk_that_are_known_count()
    {
        string At(string at, string status, string direction = "inbound", string channel = "phone", string logged = "") => Line(Rang, at, status, direction, channel, logged);
        Judged().InVain.ShouldBeNull("nobody rang");
        Judged(At("2025-11-08 09:00", "no_answer")).InVain.ShouldBeNull("once is not several times");
        Judged([.. FourTimes, At("2025-11-17 09:00", "completed")]).InVain.ShouldBeNull("there was a talk since");
        Judged([.. FourTimes, At("2025-11-10 09:00", "completed", "outbound")]).InVain.ShouldBe(new RingsInVain(2, new DateOnly(2025, 11, 15).DayNumber), "two of them were before it");
        Judged(At("2025-11-08 09:00", "no_answer", "outbound"), At("2025-11-09 09:00", "voicemail", "outbound")).InVain.ShouldBeNull("we rang");
        Judged(At("2025-11-08 09:00", "no_answer", "unknown"), At("2025-11-09 09:00", "no_answer", "unknown")).InVain.ShouldBeNull("nobody knows who rang");
        Judged(At("2025-11-08 09:00", "no_answer", channel: "sms"), At("2025-11-09 09:00", "no_answer", channel: "email")).InVain.ShouldBeNull("messages are no calls");
        Judged(At("2025-11-08 09:00", "cancelled"), At("2025-11-09 09:00", "cancelled")).InVain.ShouldBeNull("a call that was cancelled rang nowhere");
        Judged(At("2025-11-08 09:00", "no_answer", logged: "2025-11-20 09:00"), At("2025-11-09 09:00", "no_answer")).InVain.ShouldBeNull("one of them is not known yet");
        Judged(At("2025-11-08 09:00:00", "no_answer"), At("2025-11-08 09:00:01", "no_answer"), At("2025-11-08 09:00:20", "no_answer")).InVain.ShouldBeNull("three phones rang at once: it was one call");
        Judged(At("2025-11-08 09:00", "no_answer"), At("2025-11-08 09:05", "no_answer")).InVain.ShouldBe(new RingsInVain(2, new DateOnly(2025, 11, 8).DayNumber));
    }

    [Fact]
    public void What_rang_before_the_talk_of_the_same_day_was_answered()
    {
        // The talk of 2 November is at 10:00.
        var judged = Judged(Line(Rang, "2025-11-02 08:00", "no_answer"), Line(Rang, "2025-11-02 09:00", "no_answer"), Line(Rang, "2025-11-02 11:00", "no_answer"));
        judged.InVain.ShouldBeNull("one call since the talk");
    }

    [Fact]
    public void After_ninety_days_such_calls_are_old()
    {
        var asOf = Moment.Of(Now, TimeZoneInfo.Utc);
        long[] rings = [Now.AddDays(-91).UtcTicks, Now.AddDays(-89).UtcTicks, Now.AddDays(-88).UtcTicks];
        RingsInVain.Of(rings, asOf, TimeZoneInfo.Utc).ShouldBe(new RingsInVain(2, asOf.Today - 89));
        RingsInVain.Of(rings[..2], asOf, TimeZoneInfo.Utc).ShouldBeNull();
        RingsInVain.Of([], asOf, TimeZoneInfo.Utc).ShouldBeNull();
    }
}
