using System.Net;
using ClientVitals.Database;
using ClientVitals.Notices;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Notices;

/// <summary>The bell, the list, the preferences, and the channels of the settings.</summary>
public sealed class NoticePagesTests(NoticesDoor door) : IClassFixture<NoticesDoor>
{
    private (string Name, string Value)[]? _shown;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<Guid> OwnerAsync()
    {
        await using var db = await door.OpenAdminAsync();
        return await db.ExecuteScalarAsync<Guid>("select id from users where name = 'owner'");
    }

    private async Task<(int Status, string Text, string? To)> AskAsync(string path, params (string Name, string Value)[] form)
    {
        _shown ??= await DoorPeople.SignInAsync(door.Vitals, await OwnerAsync(), door.Clock.GetUtcNow());
        using var client = door.As(null);
        using var request = new HttpRequestMessage(form.Length == 0 ? HttpMethod.Get : HttpMethod.Post, path);
        foreach (var (name, value) in _shown)
            request.Headers.TryAddWithoutValidation(name, value);
        if (form.Length > 0)
            request.Content = new FormUrlEncodedContent(form.Select(one => KeyValuePair.Create(one.Name, one.Value)));
        using var response = await client.SendAsync(request, Ct);
        return ((int)response.StatusCode, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Ct)), response.Headers.Location?.ToString());
    }

    private static string Bell(string page) => page[page.IndexOf("<a class=\"bell\"", StringComparison.Ordinal)..].Split("</a>")[0];

    [Fact]
    public async Task The_bell_counts_and_the_list_shows_what_one_was_told_until_it_is_read()
    {
        var owner = await OwnerAsync();
        (await AskAsync("/notices")).Text.ShouldContain("You were told nothing yet");
        await door.DoAsync(new Tell("law.page", "law:1", NoticeReceivers.OfUsers(owner), "The <i>report</i> failed.", "/jobs?x=1", NoticeSeverity.Warning, "page 1"));
        await door.DoAsync(new Tell("law.page", "law:1", NoticeReceivers.OfUsers(owner), "A second one.", null, NoticeSeverity.Info, "page 2"));
        Bell((await AskAsync("/clients")).Text).ShouldContain(">2<span");
        var page = (await AskAsync("/notices")).Text;
        page.ShouldContain("2 new notices");
        page.ShouldContain("▾ warning");
        page.ShouldContain("href=\"/jobs?x=1\"");
        var id = (await OwnNotice.ReadAsync(door.Vitals, DatabaseIdentity.Service, owner, null, 1, Ct))[0].Id;
        (await AskAsync("/notices/read", ("id", $"{id}"))).To.ShouldBe("/notices");
        (await AskAsync("/notices")).Text.ShouldContain("One new notice");
        // By key, too; and nobody reads what is another's.
        (await door.GetAsync("owner", "/api/v1/notices")).Body.GetArrayLength().ShouldBe(2);
        (await door.GetAsync("coach", "/api/v1/notices")).Body.GetArrayLength().ShouldBe(0);
        (await door.PostAsync("coach", "/api/v1/notices/read", new { })).Body.GetProperty("changed").GetInt32().ShouldBe(0);
        (await door.PostAsync("owner", "/api/v1/notices/read", new { })).Body.GetProperty("changed").GetInt32().ShouldBe(1);
        Bell((await AskAsync("/clients")).Text).ShouldNotContain("class=\"count\"");
        await door.DoAsync("delete from notices where kind = 'law.page'");
    }

    [Fact]
    public async Task What_is_told_is_heard_by_those_who_follow()
    {
        using var client = door.As("owner");
        using var stream = await client.GetStreamAsync("/api/v1/live", Ct);
        using var lines = new StreamReader(stream);
        while (await lines.ReadLineAsync(Ct) is { } first && !first.Contains("still", StringComparison.Ordinal))
        {
        }
        await door.DoAsync(new Tell("law.live", "law:1", NoticeReceivers.OfUsers(await OwnerAsync()), "Live.", null, NoticeSeverity.Critical, "live"));
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        soon.CancelAfter(TimeSpan.FromSeconds(10));
        while (await lines.ReadLineAsync(soon.Token) is { } line && !line.Contains("\"notice\"", StringComparison.Ordinal))
        {
        }
        await door.DoAsync("delete from notices where kind = 'law.live'");
    }

    [Fact]
    public async Task A_channel_is_added_with_its_address_as_a_secret_tried_and_removed()
    {
        (await AskAsync("/settings/notices")).Text.ShouldContain("None yet. Add a Slack or Teams channel");
        var address = door.Receiver.At("/page-hook");
        var added = (await AskAsync("/settings/notices/channels", ("name", "page-hook"), ("kind", "webhook"), ("address", address), ("least", "warning"))).Text;
        added.ShouldContain("The channel is added");
        added.ShouldContain("whsec_", customMessage: "shown this once");
        var page = (await AskAsync("/settings/notices")).Text;
        page.ShouldNotContain("whsec_");
        page.ShouldNotContain("/page-hook\"");
        page.ShouldNotContain(address);
        page.ShouldContain("○ nothing sent yet");
        (await DumpAsync()).ShouldNotContain("page-hook ");
        (await AskAsync("/settings/notices/test", ("name", "page-hook"))).Text.ShouldContain("Delivered: the receiver took the test.");
        door.Receiver.Of("/page-hook").ShouldHaveSingleItem().Headers.Keys.ShouldContain("webhook-signature");
        (await AskAsync("/settings/notices")).Text.ShouldContain("● delivered");

        door.Receiver.Answers["/page-hook"] = _ => (410, "", "gone");
        (await AskAsync("/settings/notices/test", ("name", "page-hook"))).Text.ShouldContain("The test was not sent: it refused the message (HTTP 410: gone).");
        page = (await AskAsync("/settings/notices")).Text;
        page.ShouldContain("▼ failed");
        page.ShouldContain("it refused the message (HTTP 410: gone)");
        door.Receiver.Answers["/page-hook"] = _ => (200, "", "");
        (await AskAsync("/settings/notices/retry", ("id", await DeadAsync()))).To.ShouldBe("/settings/notices?said=again&count=1");
        await door.UntilAsync("page-hook", one => one.State == "delivered", 2);

        // The same name keeps address and secret.
        (await AskAsync("/settings/notices/channels", ("name", "page-hook"), ("kind", "webhook"), ("least", "critical"))).Text.ShouldContain("The channel is changed");
        door.Secrets.Find(NoticeChannel.AddressSecret("page-hook")).ShouldBe(address);
        (await AskAsync("/settings/notices/channels/remove", ("name", "page-hook"))).To.ShouldBe("/settings/notices?said=removed");
        door.Secrets.Find(NoticeChannel.AddressSecret("page-hook")).ShouldBeNull();
        door.Secrets.Find(NoticeChannel.SigningSecret("page-hook")).ShouldBeNull();
    }

    [Theory]
    [InlineData("slack", "http://hooks.slack.com/x", "https://")]
    [InlineData("slack", "https://10.0.0.1/x", "VITALS_ALLOWED_HOSTS")]
    [InlineData("slack", "", "Give the address")]
    [InlineData("mail", "nowhere", "nowhere")]
    [InlineData("pigeon", "https://example.com/x", "slack, teams, webhook or mail")]
    public async Task An_address_that_cannot_be_one_is_refused_and_nothing_of_it_is_kept(string kind, string address, string why)
    {
        var (status, text, _) = await AskAsync("/settings/notices/channels", ("name", "page-wrong"), ("kind", kind), ("address", address));
        status.ShouldBe(400);
        text.ShouldContain(why);
        door.Secrets.Find(NoticeChannel.AddressSecret("page-wrong")).ShouldBeNull();
        (await door.ToldAsync("page-wrong")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_test_mail_goes_to_the_person_who_asks()
    {
        (await AskAsync("/settings/notices/test", ("to", "me"))).Text.ShouldContain("Delivered: the receiver took the test.");
        (await door.MailBox.NextAsync(Ct)).Head.ShouldContain("owner@house.example");
    }

    [Fact]
    public async Task Preferences_and_hours_are_saved_and_shown_again()
    {
        (await AskAsync("/notices/preferences", ("quiet", "own"), ("quiet_from", "22:15"), ("quiet_until", "06:45"), ("digest", "once"))).To.ShouldBe("/notices/preferences?said=kept");
        var page = (await AskAsync("/notices/preferences?said=kept")).Text;
        page.ShouldContain("Your choice is saved");
        page.ShouldContain("value=\"22:15\"");
        page.ShouldContain("As the business set: 21:00 to 07:00");
        var (_, kept) = await door.GetAsync("owner", "/api/v1/notices/preferences");
        (kept.GetProperty("quietFrom").GetInt32(), kept.GetProperty("digestAt").GetInt32()).ShouldBe((22 * 60 + 15, -1));
        (await door.AskAsync("owner", HttpMethod.Put, "/api/v1/notices/preferences", new { quietFrom = 5 })).Status.ShouldBe(400);
        (await AskAsync("/settings/notices/hours", ("quiet_from", "20:00"), ("quiet_until", "08:00"), ("digest_at", ""))).To.ShouldBe("/settings/notices?said=hours");
        page = (await AskAsync("/notices/preferences")).Text;
        page.ShouldContain("As the business set: 20:00 to 08:00");
        page.ShouldContain("As the business set: each at once");
        await door.DoAsync("delete from settings where version > 1; delete from notice_preferences");
    }

    private async Task<string> DumpAsync()
    {
        await using var db = await door.OpenAdminAsync();
        return string.Join('\n', await db.QueryAsync<string>("select to_jsonb(c)::text from notice_channels c union all select to_jsonb(s)::text from settings s union all select to_jsonb(a)::text from audit_log a")).Replace(door.Receiver.At("/page-hook"), "page-hook ", StringComparison.Ordinal);
    }

    private async Task<string> DeadAsync()
    {
        await using var db = await door.OpenAdminAsync();
        return $"{await db.ExecuteScalarAsync<long>("select d.id from notice_deliveries d join notice_channels c on c.id = d.channel_id where c.name = 'page-hook' and d.state = 'dead'")}";
    }
}
