using ClientVitals.Database;
using ClientVitals.HealthScores.Runs;
using ClientVitals.Sessions;
using ClientVitals.Settings;
using ClientVitals.Tests.Calls;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Sessions;

/// <summary>The counts on the hub: unknown is null and not 0, day 0 is today in the business zone; and a replay sees what was known then.</summary>
public sealed class CountSessionsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Names = "Client email,Session id,Starts at,Status\n";

    private static readonly BusinessZone Dubai = BusinessZone.Of("Asia/Dubai");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await SessionBook.ClearAsync(database);
        await database.DoAsync("update settings set business_zone = 'Asia/Dubai'");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<List<string>> CountAsync(DateTimeOffset now)
    {
        await new ScoreHealth().RunAsync(database.Vitals, now, "person", null, Cancel);
        return await HubAsync();
    }

    private Task<List<string>> HubAsync() => Asked.RowsAsync<string>(database, """
        select concat_ws(' ', split_part(email, '@', 1), coalesce(sessions_last_7d::text, '-'), coalesce(sessions_last_30d::text, '-'), coalesce(sessions_last_90d::text, '-'), coalesce(days_since_last_session::text, '-'))
        from client_health_scores order by email
        """);

    [Fact]
    public async Task In_a_book_without_sessions_nothing_is_known()
    {
        await database.DoAsync("insert into clients (firstname) values ('Leila'); insert into client_health_scores (email, client_id, sessions_last_7d, days_since_last_session) select 'leila@example.com', id, 0, 999 from clients");
        (await CountAsync(SessionBook.Now)).ShouldBe(["leila - - - -"]);
        await SessionBook.ImportAsync(database, Names + "omar@example.com,s1,2025-11-30 10:00,Attended\n");
        (await CountAsync(SessionBook.Now)).ShouldBe(["leila - - - -", "omar 1 1 1 1"]);
    }

    [Theory]
    [InlineData("14 16 18 20", "ACTIVE_CONSISTENT")]
    [InlineData("15 16 18 20", "ACTIVE_SPORADIC")]
    [InlineData("0 1 2 31", "ACTIVE_SPORADIC")]
    [InlineData("29", "ACTIVE_SPORADIC")]
    [InlineData("30", "INACTIVE_RECENT")]
    [InlineData("59", "INACTIVE_RECENT")]
    [InlineData("60", "INACTIVE_LONG")]
    [InlineData("89", "INACTIVE_LONG")]
    [InlineData("90", "CHURNED")]
    [InlineData("", null)]
    public async Task The_segment_follows_from_how_lately_and_how_often_somebody_came(string daysBefore, string? segment)
    {
        await SessionBook.ImportAsync(database, Names + "a@example.com,missed,2025-11-30 10:00,No show\nz@example.com,z,2025-11-30 10:00,No show\n" + string.Concat(
            daysBefore.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(days => $"a@example.com,s{days},{SessionBook.Now.AddDays(-int.Parse(days, System.Globalization.CultureInfo.InvariantCulture)):yyyy-MM-dd} 10:00,Attended\n")));
        await CountAsync(SessionBook.Now);
        (await SegmentAsync()).ShouldBe(segment);
        await database.DoAsync("update clients set ended_on = '2025-12-01', segment = 'own word' where id = (select client_id from client_emails where email = 'a@example.com')");
        await CountAsync(SessionBook.Now);
        (await SegmentAsync()).ShouldBe("CHURNED", "a former client");
        (await Asked.OneAsync<string>(database, "select segment from clients where segment is not null")).ShouldBe("own word", "the business's own grouping is another thing");
    }

    private Task<string?> SegmentAsync() => Asked.OneAsync<string?>(database, "select client_segment from client_health_scores where email = 'a@example.com'");

    [Fact]
    public async Task Day_0_is_today_in_the_business_zone_and_windows_end_with_it()
    {
        // Each line says how many days before 1 December it was, in Dubai.
        await SessionBook.ImportAsync(database, Names
            + "a@example.com,today,2025-12-01 00:10,Attended\n"
            + "b@example.com,six,2025-11-25 23:50,Attended\n"
            + "c@example.com,seven,2025-11-24 10:00,Attended\n"
            + "d@example.com,twentynine,2025-11-02 00:00,Attended\n"
            + "e@example.com,thirty,2025-11-01 23:59,Attended\n"
            + "f@example.com,eightynine,2025-09-03 00:00,Attended\n"
            + "g@example.com,ninety,2025-09-02 23:00,Attended\n"
            + "h@example.com,missed,2025-12-01 10:00,No show\n"
            + "i@example.com,ahead,2025-12-02 00:30,Attended\n");
        string[] said = ["a 1 1 1 0", "b 1 1 1 6", "c 0 1 1 7", "d 0 1 1 29", "e 0 0 1 30", "f 0 0 1 89", "g 0 0 0 90", "h 0 0 0 -", "i 0 0 0 -"];
        // 30 November 20:05 UTC is 1 December in Dubai already; a minute before midnight there it still is.
        (await CountAsync(new(2025, 11, 30, 20, 5, 0, TimeSpan.Zero))).ShouldBe(said);
        (await CountAsync(new(2025, 12, 1, 19, 59, 0, TimeSpan.Zero))).ShouldBe(said);
        (await CountAsync(new(2025, 12, 1, 20, 1, 0, TimeSpan.Zero)))[0].ShouldBe("a 1 1 1 1");
    }

    [Fact]
    public async Task Ten_past_days_asked_again_equal_what_was_written_then_whatever_came_was_corrected_and_was_taken_back_since()
    {
        var random = new Random(7);
        var written = new List<(DateTimeOffset At, List<string> Counts)>();
        var deliveries = new List<long>();
        for (var day = 0; day < 10; day++)
        {
            var at = SessionBook.Now.AddDays(day);
            var lines = Enumerable.Range(0, 12).Select(n =>
            {
                // Late ones, told again otherwise, and new ones.
                var session = random.Next(60);
                var starts = SessionBook.Now.AddDays((session % 9) - 12 + (session / 20));
                return $"c{session % 5}@example.com,s{session},{starts:yyyy-MM-dd} 10:00,{new[] { "Attended", "Cancelled", "Booked", "No show" }[random.Next(4)]}\n";
            });
            deliveries.Add((await SessionBook.ImportAsync(database, Names + string.Concat(lines), now: at)).Delivery);
            if (day is 4 or 7)
                await database.Vitals.DoAsync(new ClientVitals.Sources.Facts.UndoFacts(SessionFact.Entity, deliveries[day - 2]), ClientVitals.Access.Actor.CommandLine("test"), at.AddMinutes(1), Cancel);
            written.Add((at.AddMinutes(2), await CountedAsync(at.AddMinutes(2))));
            (await CountedAsync(at.AddMinutes(2), isNow: true)).ShouldBe(written[^1].Counts);
        }
        written.Select(one => string.Join(';', one.Counts)).Distinct().Count().ShouldBeGreaterThan(5);
        foreach (var (at, counts) in written)
            (await CountedAsync(at)).ShouldBe(counts, at.ToString("O"));
    }

    private async Task<List<string>> CountedAsync(DateTimeOffset at, bool isNow = false)
    {
        await using var db = await database.OpenAsync();
        return [.. (await (isNow ? SessionCounts.NowAsync(db, Dubai, at, Cancel) : SessionCounts.AsOfAsync(db, Dubai, at, Cancel))).Select(one => $"{one.ClientId} {one.Last7Days} {one.Last30Days} {one.Last90Days} {one.DaysSinceLast}").Order(StringComparer.Ordinal)];
    }
}
