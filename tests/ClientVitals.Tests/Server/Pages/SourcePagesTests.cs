using System.Globalization;
using System.Net;
using System.Text;
using ClientVitals.Settings;
using ClientVitals.Sources;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Pages;

/// <summary>A system that posts calls is connected, tried, paused and removed in the browser, and a test leaves nothing behind.</summary>
public sealed class SourcePagesTests(Everybody everybody) : IClassFixture<Everybody>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private OpenDoor Door => everybody.Door;

    private async Task<(int Status, string Text)> GetAsync(string path, string who = "owner")
    {
        var (status, _, text, response) = await everybody.AskAsync(HttpMethod.Get, path, null, everybody.Shown(who));
        response.Dispose();
        return (status, text);
    }

    private async Task<(int Status, string Text, string To)> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value)));
        var (status, _, text, response) = await everybody.AskAsync(HttpMethod.Post, path, form, everybody.Shown("owner"));
        using (response)
            return (status, WebUtility.HtmlDecode(text), response.Headers.Location?.ToString() ?? "");
    }

    private async Task<string> AddAsync(string name, string mapping = "columns", string own = "")
    {
        var (status, text, _) = await PostAsync("/settings/sources", ("name", name), ("mapping", mapping), ("own_mapping", own), ("scheme", "standard"));
        status.ShouldBe(200, text);
        return text.Split("<code class=\"secret\">").Skip(1).Select(part => part.Split('<')[0]).First(part => part.StartsWith("whsec_", StringComparison.Ordinal));
    }

    /// <summary>Everything a message could leave.</summary>
    private async Task<string> LeftAsync()
    {
        await using var admin = await Door.OpenAdminAsync();
        return await admin.ExecuteScalarAsync<string>("""
            select concat_ws(' ', (select count(*) from call_records), (select count(*) from clients), (select count(*) from client_phones), (select count(*) from client_emails),
              (select count(*) from deliveries), (select count(*) from delivery_rejects), (select count(*) from received_messages), (select count(*) from staff))
            """) ?? "";
    }

    private async Task<int> SendSignedAsync(string source, string secret, string id, string body, string? signedFor = null)
    {
        var timestamp = Door.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return (await Door.AskAsync(null, HttpMethod.Post, $"/webhooks/calls/{source}", body,
            ("webhook-id", id), ("webhook-timestamp", timestamp), ("webhook-signature", WebhookSignature.Sign(secret, signedFor ?? id, timestamp, Encoding.UTF8.GetBytes(body))))).Status;
    }

    [Fact]
    public async Task A_source_is_added_its_secret_shown_once_tested_and_a_wrong_secret_is_said()
    {
        var secret = await AddAsync("phones");
        secret.ShouldStartWith("whsec_");
        var (_, page) = await GetAsync("/settings/sources/phones");
        page.ShouldNotContain(secret);
        page.ShouldContain($"{Door.Address.GetLeftPart(UriPartial.Authority)}/webhooks/calls/phones");
        var before = await LeftAsync();

        var (_, fine, _) = await PostAsync("/settings/sources/phones/test");
        fine.ShouldContain("The signature was accepted and it would be answered with 200. The mapping read one call (new) in 3 fields: client_phone, started_at, direction.");
        (await PostAsync("/settings/sources/phones/test", ("secret", secret))).Text.ShouldContain("The signature was accepted");
        var (_, wrong, _) = await PostAsync("/settings/sources/phones/test", ("secret", WebhookSignature.NewSecret()));
        wrong.ShouldContain("(401). The message's signature does not fit");
        (await PostAsync("/settings/sources/phones/test", ("secret", "none"))).Text.ShouldContain("Nothing was signed. This is not a webhook secret");
        (await LeftAsync()).ShouldBe(before);

        // The same secret lets a real message in, and another does not.
        const string Call = """{"client_email": "leila@example.com", "started_at": "2026-01-05T09:00:00Z", "provider_call_id": "phones-1"}""";
        (await SendSignedAsync("phones", secret, "msg_phones", Call)).ShouldBe(200);
        (await SendSignedAsync("phones", secret, "msg_other", Call, signedFor: "msg_phones")).ShouldBe(401);
        // After a new one is made, the old one no longer works.
        var fresh = (await PostAsync("/settings/sources/phones/secret")).Text;
        fresh.ShouldContain("The secret, shown only once");
        (await PostAsync("/settings/sources/phones/test", ("secret", secret))).Text.ShouldContain("does not fit");
        (await SendSignedAsync("phones", secret, "msg_old", Call)).ShouldBe(401);
    }

    [Theory]
    [InlineData("aircall", "webhook token", "event call.ended", "GET https://api.aircall.io/v1/webhooks", "The message's token does not fit")]
    [InlineData("twilio", "Auth Token", "Call status changes", "Account info", "The message's signature does not fit")]
    [InlineData("hubspot", "client secret", "hs_call_disposition", "Include request signature in header", "The message's signature does not fit")]
    public async Task A_system_is_connected_by_its_own_scheme_its_secret_entered_and_tested_and_nothing_stays(string mapping, string secretName, string what, string where, string wrong)
    {
        // As a system that is chosen signs by itself; nothing is drawn that it would not take.
        var (status, added, _) = await PostAsync("/settings/sources", ("name", "own-" + mapping), ("mapping", mapping), ("own_mapping", ""), ("scheme", ""), ("secret", ""));
        status.ShouldBe(200);
        added.ShouldContain($"Enter its {secretName} below: until then every message is refused.");
        added.ShouldNotContain("shown only once");
        foreach (var said in new[] { what, where, $"{Door.Address.GetLeftPart(UriPartial.Authority)}/webhooks/calls/own-{mapping}" })
            added.ShouldContain(said);
        (await PostAsync($"/settings/sources/own-{mapping}/test")).Text.ShouldContain("the source has no secret on this server; enter or make one.");
        (await PostAsync($"/settings/sources/own-{mapping}/secret")).Text.ShouldContain($"Enter the {secretName}");
        (await PostAsync($"/settings/sources/own-{mapping}/secret", ("secret", "two words"))).Text.ShouldContain("without blanks");
        var kept = (await PostAsync($"/settings/sources/own-{mapping}/secret", ("secret", "s3cr3t-of-it"))).Text;
        kept.ShouldContain("The secret is saved.");
        var before = await LeftAsync();
        var (_, fine, _) = await PostAsync($"/settings/sources/own-{mapping}/test");
        fine.ShouldContain("The signature was accepted and it would be answered with 200. The mapping read one call (new)");
        (await PostAsync($"/settings/sources/own-{mapping}/test", ("secret", "another"))).Text.ShouldContain("(401). " + wrong);
        foreach (var page in new[] { kept, fine, (await GetAsync("/settings/sources/own-" + mapping)).Text })
            page.ShouldNotContain("s3cr3t-of-it");
        (await LeftAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Calendlys_signing_key_is_drawn_and_its_test_leaves_nothing()
    {
        var (_, added, _) = await PostAsync("/settings/sources", ("name", "own-calendly"), ("mapping", "calendly"));
        added.ShouldContain("The secret, shown only once");
        added.ShouldContain("invitee_no_show.created");
        var before = await LeftAsync();
        (await PostAsync("/settings/sources/own-calendly/test")).Text.ShouldContain("The mapping read one call (new)");
        (await LeftAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task What_twilio_and_aircall_sent_can_be_pasted_as_it_came_and_no_token_comes_back()
    {
        foreach (var mapping in new[] { "twilio", "aircall" })
            (await PostAsync("/settings/sources", ("name", "pasted-" + mapping), ("mapping", mapping), ("secret", "s3cr3t-of-it"))).Status.ShouldBe(200);
        const string Sent = "CallSid=CA77&From=%2B971501112233&To=%2B97144400001&CallStatus=completed&Direction=inbound&Timestamp=Mon%2C+05+Jan+2026+08%3A00%3A00+%2B0000&CallDuration=60&SequenceNumber=3";
        (await PostAsync("/settings/sources/pasted-twilio/test", ("message", Sent))).Text.ShouldContain("The mapping read one call (new)");
        (await PostAsync("/settings/sources/pasted-twilio/test", ("message", """{"CallSid": "CA77", "From": "+971501112233", "CallStatus": "completed", "Direction": "inbound", "Timestamp": "Mon, 05 Jan 2026 08:00:00 +0000"}"""))).Text.ShouldContain("The mapping read one call (new)");
        var (_, aircall, _) = await PostAsync("/settings/sources/pasted-aircall/test",
            ("message", """{"event": "call.ended", "token": "t0ken-of-the-log", "data": {"id": 1, "direction": "inbound", "started_at": 1767600000, "answered_at": 1767600010, "duration": 310, "raw_digits": "+971501112233"}}"""));
        aircall.ShouldContain("The mapping read one call (new)");
        aircall.ShouldNotContain("t0ken-of-the-log");
        aircall.ShouldNotContain("s3cr3t-of-it");
    }

    [Fact]
    public async Task How_a_source_signs_is_changed_with_how_it_is_read_and_stays_where_nothing_is_chosen()
    {
        await AddAsync("resigned", "hubspot");
        await PostAsync("/settings/sources/resigned/mapping", ("mapping", "aircall"));
        (await GetAsync("/settings/sources/resigned")).Text.ShouldContain("By Aircall; signed by Standard Webhooks.");
        await PostAsync("/settings/sources/resigned/mapping", ("mapping", "aircall"), ("scheme", "aircall"));
        (await GetAsync("/settings/sources/resigned")).Text.ShouldContain("signed by Aircall: the token in the message.");
        (await PostAsync("/settings/sources/resigned/mapping", ("mapping", "aircall"), ("scheme", "rot13"))).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_message_of_the_system_itself_is_tried_and_what_is_refused_of_it_is_said_and_not_kept()
    {
        await AddAsync("tried");
        var before = await LeftAsync();
        var (_, text, _) = await PostAsync("/settings/sources/tried/test",
            ("message", """{"calls": [{"client_email": "omar@example.com", "started_at": "2026-01-05T09:00:00Z"}, {"client_email": "omar@example.com", "started_at": "<b>never"}]}"""));
        text.ShouldContain("The mapping read 2 calls (1 new, 0 known, 0 corrected, 1 refused)");
        text.ShouldContain("Call 2 was refused:");
        (await PostAsync("/settings/sources/tried/test", ("message", "not json"))).Text.ShouldContain("It would be answered with 400. The message is not JSON");
        await PostAsync("/settings/sources/tried/mapping", ("mapping", "aircall"));
        (await PostAsync("/settings/sources/tried/test", ("message", """{"event": "call.created"}"""))).Text.ShouldContain("but the mapping finds no call in this message");
        (await LeftAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task What_is_refused_of_a_message_is_with_its_delivery_and_no_text_of_it_is_markup()
    {
        var secret = await AddAsync("hostile");
        const string Raw = "<script>alert(1)</script>";
        (await SendSignedAsync("hostile", secret, "msg_hostile", Raw)).ShouldBe(400);
        var (_, page) = await GetAsync("/settings/sources/hostile");
        page.ShouldContain("failed");
        var link = page.Split("href=\"/settings/sources/hostile?delivery=")[1].Split('#')[0];
        var (status, refused) = await GetAsync($"/settings/sources/hostile?delivery={link}");
        status.ShouldBe(200);
        refused.ShouldContain("&lt;script&gt;alert(1)");
        refused.ShouldNotContain("<script>alert");
        var (_, tried, _) = await PostAsync("/settings/sources/hostile/mapping", ("own_mapping", """{"fields": {"client_phone": "a\"><script>alert(2)</script>"}}"""));
        tried.ShouldBeEmpty();
        (await GetAsync("/settings/sources/hostile")).Text.ShouldNotContain("<script>alert(2)");
    }

    [Fact]
    public async Task A_paused_source_refuses_and_only_such_a_one_is_removed_and_its_calls_stay()
    {
        var secret = await AddAsync("brief");
        (await SendSignedAsync("brief", secret, "msg_brief", """{"client_email": "leila@example.com", "started_at": "2026-01-04T09:00:00Z", "provider_call_id": "brief-1"}""")).ShouldBe(200);
        (await PostAsync("/settings/sources/brief/remove")).Text.ShouldContain("pause it before you remove it");
        (await PostAsync("/settings/sources/brief/switch", ("on", "no"))).To.ShouldBe("/settings/sources/brief?said=source-off");
        (await SendSignedAsync("brief", secret, "msg_paused", "{}")).ShouldBe(401);
        (await PostAsync("/settings/sources/brief/test")).Text.ShouldContain("The source is paused; resume it first.");
        (await PostAsync("/settings/sources/brief/remove")).To.ShouldBe("/settings/sources?said=source-gone");
        (await GetAsync("/settings/sources/brief")).Status.ShouldBe(404);
        ((SecretStore)Door.Services.GetService(typeof(SecretStore))!).Find(CallSources.SecretName("brief")).ShouldBeNull();
        await using var admin = await Door.OpenAdminAsync();
        (await admin.ExecuteScalarAsync<int>("select count(*)::int from call_records where provider_call_id = 'brief-1'")).ShouldBe(1);
        (await admin.QueryAsync<string>("select details ->> 'did' from audit_log where action = 'source_changed' and subject = 'source:brief' order by id")).ShouldBe(["added", "paused", "removed"]);
        // Made again under its name, its earlier secret no longer works.
        (await AddAsync("brief")).ShouldNotBe(secret);
        (await PostAsync("/settings/sources/brief/test", ("secret", secret))).Text.ShouldContain("does not fit");
    }

    [Fact]
    public async Task A_name_twice_changes_nothing_and_an_invalid_name_or_mapping_is_refused()
    {
        await AddAsync("twice", "twilio");
        (await PostAsync("/settings/sources", ("name", "twice"), ("mapping", "hubspot"))).To.ShouldBe("/settings/sources/twice?said=source-there");
        (await GetAsync("/settings/sources/twice")).Text.ShouldContain("By Twilio; signed by Standard Webhooks.");
        foreach (var name in new[] { "", "Upper", "../../etc", "a b", "<b>", new string('a', 61) })
            (await PostAsync("/settings/sources", ("name", name))).Status.ShouldBe(400, name);
        (await PostAsync("/settings/sources", ("name", "mapless"), ("own_mapping", "{"))).Status.ShouldBe(400);
        (await GetAsync("/settings/sources/mapless")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_mapping_that_contradicts_itself_is_said_by_the_test()
    {
        await AddAsync("contrary", own: """{"fields": {"client_phone": "who", "started_at": "who.when"}}""");
        (await PostAsync("/settings/sources/contrary/test")).Text.ShouldContain("The mapping contradicts itself");
    }

    [Fact]
    public async Task A_site_is_allowed_and_forbidden_and_what_is_no_site_is_refused()
    {
        (await PostAsync("/settings/sites", ("site", "https://app.example.com/#a@b"))).To.ShouldBe("/settings/sources?said=site-allowed");
        (await GetAsync("/settings/sources")).Text.ShouldContain("https://app.example.com</code>");
        (await PostAsync("/settings/sites", ("site", "https://app.example.com/"), ("forbid", "yes"))).To.ShouldBe("/settings/sources?said=site-forbidden");
        (await GetAsync("/settings/sources")).Text.ShouldNotContain("https://app.example.com</code>");
        (await PostAsync("/settings/sites", ("site", "javascript:alert(1)"))).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Coaches_and_setters_see_no_source_and_the_data_and_settings_pages_lead_to_them()
    {
        await AddAsync("seen");
        foreach (var who in new[] { "coach", "setter" })
        {
            (await GetAsync("/settings/sources", who)).Status.ShouldBe(403);
            (await GetAsync("/settings/sources/seen", who)).Status.ShouldBe(403);
        }
        foreach (var page in new[] { "/settings", "/data" })
            (await GetAsync(page)).Text.ShouldContain("href=\"/settings/sources\"");
        (await GetAsync("/settings/sources")).Text.ShouldContain("/settings/sources/seen");
    }
}
