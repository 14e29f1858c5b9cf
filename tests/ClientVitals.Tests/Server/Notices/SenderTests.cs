using System.Globalization;
using System.Text.Json;
using ClientVitals.Database;
using ClientVitals.Notices;
using ClientVitals.Sources;
using ClientVitals.Tests.Server.Webhooks;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Notices;

/// <summary>Receivers that fail in every way there is: each notice is delivered once, or given up with its reason, and nothing goes elsewhere.</summary>
public sealed class SenderTests(NoticesDoor door) : IClassFixture<NoticesDoor>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private void Answer(string path, params (int Status, string Headers, string Body)[] answers) => door.Receiver.Answers[path] = n => answers[Math.Min(n, answers.Length - 1)];

    [Fact]
    public async Task Slack_takes_a_message_that_runs_nothing_and_answers_ok()
    {
        var path = await door.ChannelAsync("slack-ok", ChannelKind.Slack);
        await door.TellAsync("slack-ok", "one");
        (await door.UntilAsync("slack-ok", one => one.State == "delivered")).Single().Attempts.ShouldBe(1);
        var text = JsonDocument.Parse(door.Receiver.Of(path).ShouldHaveSingleItem().Text).RootElement.GetProperty("text").GetString()!;
        text.ShouldStartWith("Critical: Something &lt;b&gt;happened&lt;/b&gt; &amp; more: one.");
        text.ShouldContain($"<{door.Address}jobs|Open>");
    }

    [Fact]
    public async Task Teams_accepts_which_is_not_delivered()
    {
        var path = await door.ChannelAsync("teams-ok", ChannelKind.Teams);
        Answer(path, (202, "", ""));
        await door.TellAsync("teams-ok", "one");
        await door.UntilAsync("teams-ok", one => one.State == "accepted");
        var card = JsonDocument.Parse(door.Receiver.Of(path).ShouldHaveSingleItem().Text).RootElement;
        card.GetProperty("attachments")[0].GetProperty("contentType").GetString().ShouldBe("application/vnd.microsoft.card.adaptive");
        card.GetProperty("attachments")[0].GetProperty("content").GetProperty("body")[0].GetProperty("text").GetString()!.ShouldContain("Something <b>happened</b>");
    }

    [Theory]
    [InlineData("cut", TinyReceiver.Cut, "the connection was cut before an answer")]
    [InlineData("hung", TinyReceiver.Hang, "no answer within 1 seconds")]
    public async Task What_may_have_arrived_where_nobody_can_tell_a_repeat_is_sent_once_and_given_up_with_its_reason(string how, int does, string why)
    {
        foreach (var (name, kind) in new[] { ("slack-" + how, ChannelKind.Slack), ("teams-" + how, ChannelKind.Teams) })
        {
            var path = await door.ChannelAsync(name, kind);
            Answer(path, (does, "", ""));
            await door.TellAsync(name, "one");
            (await door.UntilAsync(name, one => one.State == "dead")).Single().Why.ShouldBe(why + "; it may have arrived, so it is not sent again by itself");
            door.Receiver.Of(path).Count.ShouldBe(1);
        }
    }

    [Theory]
    [InlineData("cut", TinyReceiver.Cut)]
    [InlineData("hung", TinyReceiver.Hang)]
    public async Task A_webhook_is_sent_again_under_the_same_id_by_which_its_receiver_tells_a_repeat(string how, int does)
    {
        var name = "hook-" + how;
        var path = await door.ChannelAsync(name, ChannelKind.Webhook);
        var secret = WebhookSignature.NewSecret();
        door.Secrets.Keep(NoticeChannel.SigningSecret(name), secret);
        Answer(path, (does, "", ""), (204, "", ""));
        await door.TellAsync(name, "one");
        await door.UntilAsync(name, one => one is { State: "queued", Attempts: 1 });
        door.Clock.Advance(TimeSpan.FromMinutes(1));
        await door.UntilAsync(name, one => one is { State: "delivered", Attempts: 2 });
        var sent = door.Receiver.Of(path);
        sent.Count.ShouldBe(2);
        sent.Select(one => one.Headers["webhook-id"]).Distinct().Count().ShouldBe(1);
        sent.Select(one => one.Text).Distinct().Count().ShouldBe(1);
        foreach (var one in sent)
            WebhookSignature.Fault(secret, one.Headers["webhook-id"], one.Headers["webhook-timestamp"], System.Text.Encoding.UTF8.GetBytes(one.Text), one.Headers["webhook-signature"], door.Clock.GetUtcNow()).ShouldBeNull();
    }

    [Fact]
    public async Task The_official_client_of_Standard_Webhooks_accepts_what_is_sent_and_nothing_that_was_changed()
    {
        var cache = Path.Combine(Path.GetTempPath(), "client-vitals-receivers-1");
        await VendorClientTests.InstallAsync(cache, "standardwebhooks", ["standardwebhooks@1.1.1"]);
        var path = await door.ChannelAsync("hook-peer", ChannelKind.Webhook);
        var secret = WebhookSignature.NewSecret();
        door.Secrets.Keep(NoticeChannel.SigningSecret("hook-peer"), secret);
        await door.TellAsync("hook-peer", "Zoë");
        await door.UntilAsync("hook-peer", one => one.State == "delivered");
        var sent = door.Receiver.Of(path).ShouldHaveSingleItem();
        var given = new
        {
            now = door.Clock.GetUtcNow().ToUnixTimeMilliseconds(),
            messages = new[]
            {
                new { secret, headers = sent.Headers, body = sent.Text },
                new { secret, headers = sent.Headers, body = sent.Text.Replace("critical", "info", StringComparison.Ordinal) },
                new { secret = WebhookSignature.NewSecret(), headers = sent.Headers, body = sent.Text },
            },
        };
        var (exit, output, errors) = await VendorClientTests.RunAsync("node", [Path.Combine(TestCluster.Root(), "tests", "ClientVitals.Tests", "Server", "Notices", "receiver.mjs"), cache, JsonSerializer.Serialize(given)]);
        exit.ShouldBe(0, errors);
        var said = JsonDocument.Parse(output).RootElement;
        said.EnumerateArray().Select(one => one.GetProperty("verified").GetBoolean()).ShouldBe([true, false, false], output);
        said[0].GetProperty("told").GetProperty("data").GetProperty("sentence").GetString().ShouldBe("Something <b>happened</b> & more: Zoë.");
        said[0].GetProperty("told").GetProperty("type").GetString().ShouldBe("law.hook-peer");
    }

    [Theory]
    [InlineData("seconds")]
    [InlineData("date")]
    public async Task A_receiver_that_asks_us_to_wait_is_not_asked_sooner(string form)
    {
        var name = "busy-" + form;
        var path = await door.ChannelAsync(name, ChannelKind.Slack);
        var wait = form == "seconds" ? "600" : (door.Clock.GetUtcNow() + TimeSpan.FromSeconds(600)).ToString("R", CultureInfo.InvariantCulture);
        Answer(path, (429, $"Retry-After: {wait}\r\n", ""), (200, "", "ok"));
        await door.TellAsync(name, "one");
        await door.UntilAsync(name, one => one is { State: "queued", Attempts: 1, Why: "it could not take it now (HTTP 429)" });
        door.Clock.Advance(TimeSpan.FromSeconds(590));
        // Two looks later it still waits.
        await Task.Delay(500, Ct);
        door.Receiver.Of(path).Count.ShouldBe(1);
        door.Clock.Advance(TimeSpan.FromSeconds(11));
        await door.UntilAsync(name, one => one is { State: "delivered", Attempts: 2 });
    }

    [Fact]
    public async Task A_server_error_is_tried_again_and_delivered_once()
    {
        var path = await door.ChannelAsync("ill", ChannelKind.Slack);
        Answer(path, (500, "", ""), (503, "Retry-After: 2\r\n", ""), (200, "", "ok"));
        await door.TellAsync("ill", "one");
        for (var attempt = 1; attempt < 3; attempt++)
        {
            await door.UntilAsync("ill", one => one.State == "queued" && one.Attempts == attempt);
            door.Clock.Advance(TimeSpan.FromMinutes(2));
        }
        await door.UntilAsync("ill", one => one is { State: "delivered", Attempts: 3 });
        door.Receiver.Of(path).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_refusal_is_given_up_at_once_with_its_reason()
    {
        var path = await door.ChannelAsync("refused", ChannelKind.Slack);
        Answer(path, (404, "", "no_service"));
        await door.TellAsync("refused", "one");
        var one = (await door.UntilAsync("refused", one => one.State == "dead")).Single();
        (one.Attempts, one.Why).ShouldBe((1, "it refused the message (HTTP 404: no_service)"));
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_an_address_that_is_not_allowed_gets_nothing()
    {
        var path = await door.ChannelAsync("moved", ChannelKind.Webhook);
        door.Secrets.Keep(NoticeChannel.SigningSecret("moved"), WebhookSignature.NewSecret());
        Answer(path, (307, $"Location: http://169.254.169.254/latest\r\n", ""));
        await door.TellAsync("moved", "one");
        (await door.UntilAsync("moved", one => one.State == "dead")).Single().Why.ShouldBe("it answered with a redirect (HTTP 307), which is not followed; save the address it leads to");
        // To our own receiver it is not followed either: there it would be seen.
        Answer(path, (302, $"Location: {door.Receiver.At("/elsewhere")}\r\n", ""));
        await door.TellAsync("moved", "two");
        await door.UntilAsync("moved", one => one.State == "dead", 2);
        door.Receiver.Of("/elsewhere").ShouldBeEmpty();

        await door.ChannelAsync("inside", ChannelKind.Slack);
        // By another name than the one that is allowed.
        door.Secrets.Keep(NoticeChannel.AddressSecret("inside"), $"https://localhost:{door.Receiver.Port}/inside");
        await door.TellAsync("inside", "one");
        (await door.UntilAsync("inside", one => one.State == "dead")).Single().Why!.ShouldContain("private or special network");
        door.Receiver.Of("/inside").ShouldBeEmpty();
        door.Receiver.Requests.Select(one => one.Path).ShouldAllBe(seen => Known.Any(known => seen.StartsWith("/" + known, StringComparison.Ordinal)));
    }

    private static readonly string[] Known = ["slack-", "teams-", "hook-", "busy-", "ill", "refused", "moved", "shared", "killed", "missing", "page-"];

    [Fact]
    public async Task Two_servers_at_once_send_each_notice_once()
    {
        var path = await door.ChannelAsync("shared", ChannelKind.Slack);
        await using var other = await door.AnotherAsync();
        for (var i = 0; i < 30; i++)
            await door.TellAsync("shared", $"n{i}");
        await door.UntilAsync("shared", one => one is { State: "delivered", Attempts: 1 }, 30);
        var texts = door.Receiver.Of(path).Select(one => one.Text).ToList();
        texts.Count.ShouldBe(30);
        texts.Distinct().Count().ShouldBe(30);
    }

    [Fact]
    public async Task A_channel_without_its_address_here_waits_for_a_server_that_has_it()
    {
        await door.DoAsync(new ChangeChannel("missing", ChannelKind.Slack, "hooks.slack.com", NoticeSeverity.Info, ["law.missing"]));
        await door.TellAsync("missing", "one");
        (await door.UntilAsync("missing", one => one is { State: "queued", Attempts: 1 })).Single().Why!.ShouldContain("VITALS_SECRET_NOTICE_MISSING");
    }

    [Fact]
    public async Task A_mail_has_text_and_html_goes_to_the_accounts_own_address_and_its_server_failing_is_told_apart()
    {
        await using var db = await door.OpenAdminAsync();
        var owner = await db.ExecuteScalarAsync<Guid>("select id from users where name = 'owner'");
        async Task<(string State, string? Why)> MailAsync(string key)
        {
            await door.DoAsync(new Tell("law.mail", "law:1", NoticeReceivers.OfUsers(owner), $"Nobody <i>called</i> {key}.", "/jobs", NoticeSeverity.Critical, "mail " + key));
            for (var until = DateTime.UtcNow.AddSeconds(15); DateTime.UtcNow < until; await Task.Delay(30, Ct))
            {
                var found = await db.QuerySingleAsync<(string State, string? Why, int Attempts)>("select d.state, d.last_error, d.attempts from notice_deliveries d join notices n on n.id = d.notice_id where n.dedup_key = @key and d.way = 'mail'", new { key = "mail " + key });
                if (found.State != "sending" && found.Attempts > 0)
                    return (found.State, found.Why);
            }
            throw new TimeoutException();
        }

        (await MailAsync("Leila")).State.ShouldBe("delivered");
        var (head, text) = await door.MailBox.NextAsync(Ct);
        head.ShouldContain("owner@house.example");
        head.ShouldContain("multipart/alternative");
        text.ShouldContain("Nobody <i>called</i> Leila.");
        text.ShouldContain("Nobody &lt;i&gt;called&lt;/i&gt; Leila.");
        text.ShouldContain($"<a href=\"{door.Address}jobs\">");

        door.MailBox.Refuses = true;
        (await MailAsync("Omar")).ShouldBe(("dead", "the mail server refused it (MailboxUnavailable)"));
        door.MailBox.Refuses = false;
        door.MailBox.CutsAfterLetter = true;
        (await MailAsync("Rana")).ShouldBe(("dead", "the mail server cannot be reached or closed the connection; it may have arrived, so it is not sent again by itself"));
        door.MailBox.CutsAfterLetter = false;
        door.MailBox.Letters.Count.ShouldBe(1, "taken once");
        await door.MailBox.NextAsync(Ct);
        await db.ExecuteAsync("delete from notices where kind = 'law.mail'");
    }

    [Fact]
    public async Task A_server_that_is_killed_while_it_sends_loses_nothing_and_nothing_is_sent_twice()
    {
        // A home of its own: this server, and no other, knows these two addresses.
        var home = TestCluster.FreshFolder();
        var secrets = new ClientVitals.Settings.SecretStore(new(home));
        var signing = WebhookSignature.NewSecret();
        foreach (var (name, kind) in new[] { ("killed-slack", ChannelKind.Slack), ("killed-hook", ChannelKind.Webhook) })
        {
            secrets.Keep(NoticeChannel.AddressSecret(name), door.Receiver.At("/" + name));
            await door.DoAsync(new ChangeChannel(name, kind, "127.0.0.1", NoticeSeverity.Info, ["law." + name]));
            Answer("/" + name, (TinyReceiver.Hang, "", ""), (200, "", "ok"));
        }
        secrets.Keep(NoticeChannel.SigningSecret("killed-hook"), signing);
        await door.TellAsync("killed-slack", "one");
        await door.TellAsync("killed-hook", "one");
        // By the clock of this test's door they are not due yet; by that of the other, which is the real one, they are.
        await door.DoAsync("update notice_deliveries d set state = 'queued', lease_until = null, attempts = 0, next_attempt_at = clock_timestamp() from notice_channels c where c.id = d.channel_id and c.name like 'killed-%'");
        using (var killed = BuiltProgram.Start(["serve", "--port", "0"], new()
        {
            ["DATABASE_URL"] = door.Cluster.Address.Url(door.Vitals.Name, ClusterAddress.Server),
            ["VITALS_HOME"] = home,
            ["VITALS_ALLOWED_HOSTS"] = "127.0.0.1",
        }))
        {
            _ = killed.StandardOutput.ReadToEndAsync(Ct);
            _ = killed.StandardError.ReadToEndAsync(Ct);
            for (var until = DateTime.UtcNow.AddSeconds(40); door.Receiver.Of("/killed-slack").Count + door.Receiver.Of("/killed-hook").Count < 2 && DateTime.UtcNow < until;)
                await Task.Delay(30, Ct);
            killed.Kill();
            await killed.WaitForExitAsync(Ct);
        }
        (door.Receiver.Of("/killed-slack").Count, door.Receiver.Of("/killed-hook").Count).ShouldBe((1, 1));
        await door.UntilAsync("killed-slack", one => one.State == "sending");
        foreach (var name in new[] { NoticeChannel.AddressSecret("killed-slack"), NoticeChannel.AddressSecret("killed-hook"), NoticeChannel.SigningSecret("killed-hook") })
            door.Secrets.Keep(name, secrets.Find(name)!);
        await door.DoAsync("update notice_deliveries set lease_until = clock_timestamp() - interval '1 second', next_attempt_at = '2026-01-01Z' where state = 'sending'");
        (await door.UntilAsync("killed-slack", one => one.State == "dead")).Single().Why.ShouldBe("the server stopped while sending it; it may have arrived, so it is not sent again by itself");
        await door.UntilAsync("killed-hook", one => one.State == "delivered");
        door.Receiver.Of("/killed-slack").Count.ShouldBe(1);
        door.Receiver.Of("/killed-hook").Select(one => one.Headers["webhook-id"]).ShouldSatisfyAllConditions(ids => ids.Count().ShouldBe(2), ids => ids.Distinct().Count().ShouldBe(1));
        Directory.Delete(home, recursive: true);
    }
}
