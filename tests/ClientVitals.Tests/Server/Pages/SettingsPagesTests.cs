using System.Net;
using ClientVitals.Calls;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Pages;

/// <summary>What the business says of itself: what counts as a call, how days and numbers are written, when everybody is away.</summary>
public sealed class SettingsPagesTests(Everybody everybody) : IClassFixture<Everybody>
{
    private OpenDoor Door => everybody.Door;

    [Fact]
    public async Task What_counts_as_a_call_is_ticked_and_counted_by_the_next_analysis()
    {
        await Door.DoAsync($"insert into call_records (client_id, client_email, started_at, channel, status) values ('{Door.Omar}', 'omar@example.com', '2026-01-05 10:00Z', 'WHATSAPP', 'COMPLETED')");
        (await AskAsync("/clients/" + Door.Omar)).ShouldContain("Last active</dt><dd>8 Dec 2025");
        (await PostAsync("/settings/business", await FormAsync(("counts", "asked"), ("channel", "PHONE"), ("channel", "WHATSAPP"), ("call_status", "COMPLETED")))).ShouldBe((302, "/settings?said=settings-kept"));
        var page = await AskAsync("/settings");
        page.ShouldContain("value=\"WHATSAPP\" checked");
        page.ShouldNotContain("value=\"VIDEO\" checked");
        (await Door.PostAsync("owner", "/api/v1/jobs/daily-pattern-analysis/run", new { })).Status.ShouldBe(200);
        (await AskAsync("/clients/" + Door.Omar)).ShouldContain("Last active</dt><dd>5 Jan 2026");
        await using (var db = await Door.OpenAdminAsync())
            (await RollupProof.ReadAsync(db, TestContext.Current.CancellationToken)).Wrong.ShouldBe(0);

        // Nothing ticked is said, and nothing of it kept.
        var (status, text) = await RefusedAsync("/settings/business", await FormAsync(("counts", "asked"), ("call_status", "COMPLETED")));
        status.ShouldBe(400);
        text.ShouldContain("At least one channel must count");
        (await RefusedAsync("/settings/business", await FormAsync(("counts", "asked"), ("channel", "PIGEON"), ("call_status", "COMPLETED")))).Text.ShouldContain("\"PIGEON\" is not a channel");
        // A form that asks for a budget alone leaves what counts.
        (await PostAsync("/settings/business", await FormAsync(("break_budget", "0.7")))).Status.ShouldBe(302);
        (await AskAsync("/settings")).ShouldContain("value=\"WHATSAPP\" checked");
    }

    [Fact]
    public async Task Days_hours_and_numbers_are_written_as_the_locale_says()
    {
        (await AskAsync("/settings")).ShouldContain("as 7 Jan 2026, now as 09:");
        (await PostAsync("/settings/business", await FormAsync(("locale", "en-us")))).Status.ShouldBe(302);
        var page = await AskAsync("/settings");
        page.ShouldContain("as Jan 7, 2026, now as 9:");
        page.ShouldContain("value=\"en-US\"");
        (await AskAsync($"/clients/{Door.Leila}")).ShouldContain("Dec 8, 2025");
        (await RefusedAsync("/settings/business", await FormAsync(("locale", "klingon")))).Text.ShouldContain("\"klingon\" is not a known locale");
        (await PostAsync("/settings/business", await FormAsync(("locale", "de-DE")))).Status.ShouldBe(302);
        (await AskAsync("/settings")).ShouldContain("one thousand and a half as 1.000,5");
        await Door.DoAsync("delete from settings where version > 1");
    }

    [Fact]
    public async Task A_pause_of_everybody_is_entered_told_and_taken_back()
    {
        await Door.DoAsync($"insert into client_pauses (client_id, starts_on, ends_on) values ('{Door.Leila}', '2026-05-01', '2026-05-02')");
        var (status, to) = await PostAsync("/settings/pauses", [("from", "2026-02-18"), ("until", "2026-03-20"), ("reason", "ramadan"), ("note", "<i>Short</i> days")]);
        status.ShouldBe(302);
        to.ShouldStartWith("/settings?said=paused&undo=");
        var page = await AskAsync(to);
        page.ShouldContain("18 Feb 2026 – back 20 Mar 2026 · ramadan · <i>Short</i> days · entered by Owner", Case.Insensitive);
        page.ShouldNotContain("1 May 2026");
        var undo = page.Split("action=\"").Select(part => part.Split('"')[0]).First(action => action.EndsWith("/take-back", StringComparison.Ordinal));
        (await PostAsync("/settings/pauses", [("from", "2026-02-18"), ("until", "2026-03-20"), ("reason", "ramadan")])).To.ShouldBe("/settings?said=said-already");
        (await RefusedAsync("/settings/pauses", [("from", "2026-02-18"), ("until", "2026-03-20"), ("reason", "whim")])).Text.ShouldContain("\"whim\" is not a reason for a pause");
        (await PostAsync(undo, [])).ShouldBe((302, "/settings?said=pause-gone"));
        (await AskAsync("/settings")).ShouldNotContain("18 Feb 2026 –");
        (await RefusedAsync(undo, [])).Status.ShouldBe(400);
        // A client's own pause is not one of everybody's.
        await using var admin = await Door.OpenAdminAsync();
        var own = await admin.ExecuteScalarAsync<long>("select id from client_pauses where client_id is not null");
        (await RefusedAsync($"/settings/pauses/{own}/take-back", [])).Status.ShouldBe(400);
        await Door.DoAsync("delete from client_pauses");
    }

    [Fact]
    public async Task An_invitation_that_ran_out_is_made_again_and_a_password_is_set_again()
    {
        var now = Door.Clock.GetUtcNow();
        var invited = await new InviteUser("late@house.example", "Late", ClientVitals.Access.AppRole.Setter, null)
            .RunAsync(Door.Vitals, now, ClientVitals.Access.Actor.CommandLine("test"), TestContext.Current.CancellationToken);
        await using var admin = await Door.OpenAdminAsync();
        var id = await admin.ExecuteScalarAsync<Guid>("select id from users where email = 'late@house.example'");
        var (status, page) = await RefusedAsync($"/settings/users/{id}/link", []);
        status.ShouldBe(200);
        page.ShouldContain("A new invitation link for late@house.example");
        page.ShouldNotContain(invited.Link.Token);
        page.ShouldContain("/link/");
    }

    private async Task<(string, string)[]> FormAsync(params (string, string)[] fields)
    {
        await using var admin = await Door.OpenAdminAsync();
        return [("version", (await admin.ExecuteScalarAsync<int>("select max(version) from settings")).ToString(System.Globalization.CultureInfo.InvariantCulture)), .. fields];
    }

    private async Task<string> AskAsync(string path)
    {
        var (status, _, text, _) = await everybody.AskAsync(HttpMethod.Get, path, null, everybody.Shown("owner"));
        status.ShouldBe(200, path);
        return WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(text, "</?span[^>]*>", ""));
    }

    private Task<(int Status, string To)> PostAsync(string path, (string, string)[] fields) => everybody.SendFormAsync("owner", path, fields);

    private async Task<(int Status, string Text)> RefusedAsync(string path, (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        var (status, _, text, _) = await everybody.AskAsync(HttpMethod.Post, path, form, everybody.Shown("owner"));
        return (status, WebUtility.HtmlDecode(text));
    }
}
