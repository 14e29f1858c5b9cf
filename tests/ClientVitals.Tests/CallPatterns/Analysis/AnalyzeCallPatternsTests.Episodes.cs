using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Analysis;

/// <summary>When an episode opens, lasts and closes.</summary>
public sealed partial class AnalyzeCallPatternsTests
{
    [Fact]
    public async Task An_episode_closes_when_the_client_returns()
    {
        await AnalyzeAsync();
        await database.DoAsync(SomeRows.Calls("silent@example.com", SomeRows.Weekly(new(2025, 12, 8), new(2025, 12, 13), Thrice)));

        await AnalyzeAsync(now: Now.AddDays(6));

        (await AskAsync<string>("select close_reason from call_pattern_episodes")).ShouldBe("returned");
        (await AskAsync<string>("select pattern_status from client_health_scores where email = 'silent@example.com'")).ShouldBe("NORMAL");
    }

    [Fact]
    public async Task Calls_logged_late_show_that_there_was_no_drift()
    {
        await AnalyzeAsync();
        await database.DoAsync(SomeRows.Calls("silent@example.com", SomeRows.Weekly(new(2025, 11, 5), new(2025, 12, 9), Thrice)));

        await AnalyzeAsync(now: Now.AddDays(1));

        (await AskAsync<string>("select close_reason || ' ' || worst_status from call_pattern_episodes where client_id = (select client_id from client_emails where email = 'silent@example.com')"))
            .ShouldBe("corrected PATTERN_BREAK");
        (await AskAsync<string>("select pattern_status from client_health_scores where email = 'silent@example.com'")).ShouldBe("NORMAL");
    }

    [Theory]
    [InlineData("2025-12-07", "the row was opened after the walk's own break")]
    [InlineData("2025-10-01", "the row was opened before several drifts that have closed since")]
    public async Task An_open_row_whose_days_the_walk_no_longer_shares_is_no_obstacle(string openedOn, string why)
    {
        await AnalyzeAsync();
        await database.DoAsync($"update call_pattern_episodes set opened_on = '{openedOn}', break_on = '{openedOn}'");

        await AnalyzeAsync(now: Now.AddDays(1));
        (await AskAsync<long>("select count(*) from call_pattern_episodes where closed_on is null")).ShouldBe(1, why);

        // Back, then silent again, with no run in between: what stood open ends once, what came since is a row of its own.
        await database.DoAsync(
            SomeRows.Calls("silent@example.com", SomeRows.Weekly(new(2025, 12, 9), new(2025, 12, 20), Thrice))
            + SomeRows.Calls("silent@example.com", SomeRows.Weekly(new(2025, 11, 10), new(2025, 11, 15), Thrice)));
        await AnalyzeAsync(now: Now.AddDays(45));
        (await AskAsync<long>($"select count(*) from call_pattern_episodes where opened_on = '{openedOn}' and closed_on is not null")).ShouldBe(1, why);
        (await AskAsync<long>("select count(*) from call_pattern_episodes where closed_on is null and opened_on > '2025-12-19'")).ShouldBe(1, why);
    }

    [Fact]
    public async Task A_break_that_lasts_is_one_episode()
    {
        for (var day = 0; day < 5; day++)
            await AnalyzeAsync(now: Now.AddDays(day));

        (await AskAsync<long>("select count(*) from call_pattern_episodes where client_id = (select client_id from client_emails where email = 'silent@example.com')"))
            .ShouldBe(1);
    }

    [Fact]
    public async Task Who_left_is_taken_off_the_list_also_when_nobody_else_is_left()
    {
        await AnalyzeAsync();
        await database.DoAsync("update clients set ended_on = date '2025-12-09'");

        (await AnalyzeAsync(now: Now.AddDays(1))).Analyzed.ShouldBe(0);

        (await AskAsync<string>("select close_reason from call_pattern_episodes")).ShouldBe("ended");
        (await AskAsync<long>("select count(*) from client_health_scores where pattern_status <> 'NORMAL'")).ShouldBe(0);
        await Should.ThrowAsync<PlainError>(() => AnalyzeAsync(now: Now.AddDays(2)));
    }
}
