using System.Net;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Pages;

/// <summary>A client made to contradict themselves: their card does not.</summary>
public sealed class ClientCardTests(Everybody everybody) : IClassFixture<Everybody>
{
    private OpenDoor Door => everybody.Door;

    private async Task<string> CardAsync(string who = "coach")
    {
        var (status, _, text, _) = await everybody.AskAsync(HttpMethod.Get, $"/clients/{Door.Leila}", null, everybody.Shown(who));
        status.ShouldBe(200);
        return WebUtility.HtmlDecode(text);
    }

    private static string Definition(string page, string name) => Regex.Match(page, $"<dt>{Regex.Escape(name)}</dt><dd>(.*?)</dd>").Groups[1].Value;

    [Fact]
    public async Task Their_card_shows_the_item_and_the_same_outcomes_as_today_with_the_same_undo()
    {
        var page = await CardAsync();
        page.ShouldContain("To contact today; on the list since");
        var item = Regex.Match(page, "action=\"/interventions/(\\d+)/act\"").Groups[1].Value;
        foreach (var where in new[] { $"/clients/{Door.Leila}", "/call-patterns?coach=Sara" })
        {
            var (status, to) = await everybody.SendFormAsync("coach", $"/interventions/{item}/act", ("act", "no_answer"), ("seen", "0"), ("to", where));
            (status, to).ShouldBe((302, $"{where}#item-{item}"));
            var (_, _, shown, _) = await everybody.AskAsync(HttpMethod.Get, where, null, everybody.Shown("coach"));
            shown = WebUtility.HtmlDecode(shown);
            shown.ShouldContain("No answer by coach");
            shown.ShouldContain("due again 8 Jan 2026");
            var undo = Regex.Match(shown, "action=\"(/interventions/acts/\\d+/undo)\"[^>]*><input type=\"hidden\" name=\"to\" value=\"([^\"]*)\"").Groups;
            undo[2].Value.ShouldBe(where);
            (await everybody.SendFormAsync("coach", undo[1].Value, ("to", where))).Status.ShouldBe(302);
            (await everybody.AskAsync(HttpMethod.Get, where, null, everybody.Shown("coach"))).Text.ShouldNotContain("No answer by coach");
        }
        (await CardAsync()).ShouldNotContain("/answer\"", customMessage: "the four earlier buttons are gone");
    }

    [Fact]
    public async Task A_call_that_does_not_count_says_so_and_one_that_counts_does_not()
    {
        await Door.DoAsync($"""
            insert into call_records (client_id, client_email, started_at, channel, status, direction)
            values ('{Door.Leila}', 'leila@example.com', '2026-01-06 10:00Z', 'EMAIL', 'COMPLETED', 'INBOUND'),
              ('{Door.Leila}', 'leila@example.com', '2026-01-06 11:00Z', 'PHONE', 'VOICEMAIL', 'OUTBOUND')
            """);
        var page = await CardAsync();
        page.ShouldContain("E-mail, inbound, completed · does not count");
        page.ShouldContain("Phone, outbound, voicemail · does not count");
        page.ShouldContain("Phone, completed");
        page.ShouldNotContain("Phone, completed · does not count");
        // Who does not see how clients are judged is not told what counts.
        (await CardAsync("setter")).ShouldNotContain("does not count");
        await Door.DoAsync("delete from call_records where started_at in ('2026-01-06 10:00Z', '2026-01-06 11:00Z')");
    }

    [Fact]
    public async Task A_week_of_zero_is_red_only_where_zero_is_not_normal()
    {
        // Twenty-six weeks; called until four weeks ago, less than once a week: none a week is normal.
        await Door.DoAsync($"update client_health_scores set avg_calls_per_week = 0.7 where client_id = '{Door.Leila}'");
        var seldom = await CardAsync();
        seldom.ShouldContain("class=\"quiet\"");
        seldom.ShouldNotContain("<circle class=\"none\"");
        (await everybody.AskAsync(HttpMethod.Get, "/call-patterns", null, everybody.Shown("coach"))).Text.ShouldNotContain("<rect class=\"none\"");
        await Door.DoAsync($"update client_health_scores set avg_calls_per_week = 6 where client_id = '{Door.Leila}'");
        (await CardAsync()).ShouldContain("<circle class=\"none\"");
        (await everybody.AskAsync(HttpMethod.Get, "/call-patterns", null, everybody.Shown("coach"))).Text.ShouldContain("<rect class=\"none\"");
        // Away in those weeks, they are not red either.
        await Door.DoAsync($"insert into client_pauses (client_id, starts_on, entered_at, entered_by) values ('{Door.Leila}', '2025-12-01', '2026-01-07 05:00Z', 'test')");
        (await CardAsync()).ShouldNotContain("<circle class=\"none\"");
        (await everybody.AskAsync(HttpMethod.Get, "/call-patterns", null, everybody.Shown("coach"))).Text.ShouldNotContain("<rect class=\"none\"");
        await Door.DoAsync($"delete from client_pauses; update client_health_scores set avg_calls_per_week = 3.5 where client_id = '{Door.Leila}'");
    }

    [Fact]
    public async Task Next_call_says_nothing_else_than_still_active_a_pause_and_an_end()
    {
        // Every other day for months, silent for a month: by this model they have left almost surely.
        await Door.DoAsync("delete from dropout_fits; insert into dropout_fits (as_of, settings_version, clients, r, alpha, a, b, stages, calls_per_day) select '2026-01-07 05:00Z', max(version), 20, 2, 4, 1, 2, 1, 1 from settings");
        var page = await CardAsync();
        Definition(page, "Still active").ShouldStartWith("less than 1 %");
        Definition(page, "Next call").ShouldBe("none expected: more likely left than not");
        // By this one they have surely stayed.
        await Door.DoAsync("update dropout_fits set a = 0.00000001, b = 1000000");
        page = await CardAsync();
        Definition(page, "Still active").ShouldStartWith("more than 99 %");
        Definition(page, "Next call").ShouldStartWith("even chance by ");
        await Door.DoAsync($"insert into client_pauses (client_id, starts_on, ends_on, entered_at, entered_by) values ('{Door.Leila}', '2026-01-05', '2026-03-01', '2026-01-07 05:00Z', 'test')");
        Definition(await CardAsync(), "Next call").ShouldBe("even chance by 2 Mar 2026", "the first day after they are back on which it is as likely as not");
        await Door.DoAsync("update client_pauses set ends_on = null");
        Definition(await CardAsync(), "Next call").ShouldBe("none expected while they are away");
        await Door.DoAsync("delete from client_pauses; delete from dropout_fits");
    }

    [Fact]
    public async Task What_an_entry_says_is_what_was_known_on_its_day()
    {
        await Door.DoAsync("create table episodes_before as select * from call_pattern_episodes; update call_pattern_episodes set opened_on = '2026-01-07', break_on = '2026-01-07'");
        var before = await CardAsync();
        before.ShouldNotContain("Below usual, compared since", customMessage: "what began as a break was never only below usual");
        var line = Regex.Match(before, "<p class=\"written\" data-kept>([^<]*expected[^<]*)</p>").Groups[1].Value;
        line.ShouldStartWith("Usually");
        // Later days say other things of the same episode, and one day it is over.
        await Door.DoAsync("update call_pattern_episodes set reason = 'Said later', drift_since = '2025-12-24'");
        (await CardAsync()).ShouldContain($"<p class=\"written\" data-kept>{line}</p>");
        await Door.DoAsync("update call_pattern_episodes set closed_on = '2026-01-07', close_reason = 'returned'");
        var over = await CardAsync();
        over.ShouldContain($"<p class=\"written\" data-kept>{line}</p>");
        over.ShouldNotContain("Said later");
        await Door.DoAsync("""
            update call_pattern_episodes e set opened_on = b.opened_on, break_on = b.break_on, reason = b.reason, drift_since = b.drift_since, closed_on = null, close_reason = null
            from episodes_before b where b.id = e.id;
            drop table episodes_before
            """);
    }
}
