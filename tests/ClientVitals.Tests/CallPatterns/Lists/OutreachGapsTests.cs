using ClientVitals.CallPatterns.Analysis;
using ClientVitals.CallPatterns.Lists;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Lists;

public sealed class OutreachGapsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateTimeOffset Now = new(2025, 12, 8, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whom_we_used_to_call_and_called_no_more_is_our_gap_not_a_break()
    {
        var weekly = SomeRows.Weekly(new(2025, 6, 2), new(2025, 11, 5), DayOfWeek.Monday, DayOfWeek.Wednesday, DayOfWeek.Friday);
        await database.DoAsync(
            SomeRows.Client("ours@example.com", "Leila", null, "Aisha") + SomeRows.Calls("ours@example.com", weekly)
            + SomeRows.Client("tried@example.com", "Sara", null, "Aisha") + SomeRows.Calls("tried@example.com", weekly)
            + SomeRows.Client("theirs@example.com", "Noor", null, "Omar") + SomeRows.Calls("theirs@example.com", weekly));
        await database.DoAsync("""
            update call_records r set direction = 'OUTBOUND' from client_emails e where e.client_id = r.client_id and e.email in ('ours@example.com', 'tried@example.com');
            update call_records r set direction = 'INBOUND' from client_emails e where e.client_id = r.client_id and e.email = 'theirs@example.com';
            insert into call_records (client_id, started_at, direction, channel, status)
            select client_id, '2025-11-20T08:00:00Z', 'OUTBOUND', 'PHONE', 'NO_ANSWER' from client_emails where email = 'tried@example.com';
            """);

        await new AnalyzeCallPatterns().RunAsync(database.Vitals, Now, "person", null, Ct);

        await using var db = await database.OpenAsync();
        var gap = (await OutreachGaps.NowAsync(db, Now, 7, null, Ct)).ShouldHaveSingleItem();
        (gap.ClientEmail, gap.AssignedCoach, gap.LastActiveOn).ShouldBe(("ours@example.com", "Aisha", new DateOnly(2025, 11, 3)));
        gap.Reason.ShouldNotBeNull().ShouldStartWith("Not contacted by us: ");
        (await PatternBreaks.NowAsync(db, Now, 7, null, Ct)).Select(b => b.ClientEmail).Order().ShouldBe(["theirs@example.com", "tried@example.com"]);
        (await OutreachGaps.NowAsync(db, Now, 7, "omar", Ct)).ShouldBeEmpty();
        (await db.QueryAsync<string?>("select hold from call_pattern_analysis order by client_email")).ShouldBe(["OUTREACH_GAP", null, null]);
    }
}
