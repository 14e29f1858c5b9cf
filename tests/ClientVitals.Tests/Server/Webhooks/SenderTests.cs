using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClientVitals.Sources;
using ClientVitals.Sources.Webhooks;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Webhooks;

/// <summary>Messages as Twilio, Aircall, HubSpot and Calendly send them, each by its own scheme.</summary>
public sealed class SenderTests(SendersDoor door) : IClassFixture<SendersDoor>
{
    private const string Form = "application/x-www-form-urlencoded; charset=UTF-8";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static (string, string) Twilio(string source, string secret, params (string Name, string Value)[] fields)
    {
        var signed = $"{SendersDoor.Public}/webhooks/calls/{source}" + string.Concat(fields.OrderBy(field => field.Name, StringComparer.Ordinal).Select(field => field.Name + field.Value));
        return ("X-Twilio-Signature", Convert.ToBase64String(CryptographicOperations.HmacData(HashAlgorithmName.SHA1, Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed))));
    }

    private static string Body(params (string Name, string Value)[] fields) =>
        string.Join('&', fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value).Replace("%20", "+", StringComparison.Ordinal)}"));

    private static (string Name, string Value)[] Callback(string call, string status, string time, string number, string? seconds = null) =>
    [
        ("CallSid", call), ("From", "+971501112233"), ("To", "+97144400001"), ("CallStatus", status), ("Direction", "inbound"),
        ("Timestamp", $"Mon, 03 Nov 2025 {time} +0000"), ("SequenceNumber", number), .. seconds is null ? [] : new[] { ("CallDuration", seconds) },
    ];

    private static readonly (string Status, string Time, string Number, string? Seconds)[] Story =
        [("initiated", "05:00:00", "0", null), ("ringing", "05:00:01", "1", null), ("in-progress", "05:00:09", "2", null), ("completed", "05:05:09", "3", "300")];

    [Fact]
    public async Task Twilios_status_callbacks_are_taken_as_forms_by_the_address_that_twilio_calls()
    {
        await door.AddAsync("sent-twilio", "twilio", "auth-token");
        foreach (var (status, time, number, seconds) in Story)
        {
            var fields = Callback("CA02", status, time, number, seconds);
            var (code, answer) = await door.SendAsync("sent-twilio", Body(fields), Form, Twilio("sent-twilio", "auth-token", fields));
            code.ShouldBe(200, answer.ToString());
            answer.GetProperty("again").GetBoolean().ShouldBeFalse();
        }
        var call = (await door.CallsAsync("sent-twilio", "CA02")).ShouldHaveSingleItem();
        (call.Phone, call.Direction, call.Status, call.Seconds).ShouldBe(("+971501112233", "INBOUND", "COMPLETED", 300));
        // When it rang or when it was answered: not when it ended.
        call.At.ShouldBeInRange(DateTimeOffset.Parse("2025-11-03T05:00:00Z", CultureInfo.InvariantCulture), DateTimeOffset.Parse("2025-11-03T05:00:09Z", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task The_same_event_of_twilio_happens_once_in_whatever_order_its_fields_come_and_others_happen()
    {
        await door.AddAsync("sent-twice", "twilio", "auth-token");
        var fields = Callback("CA03", "completed", "05:05:09", "3", "300");
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
        {
            var shuffled = i % 2 == 0 ? fields : [.. fields.Reverse()];
            return door.SendAsync("sent-twice", Body(shuffled), Form, Twilio("sent-twice", "auth-token", shuffled));
        }));
        answers.ShouldAllBe(answer => answer.Status == 200 && answer.Body.GetProperty("added").GetInt64() == 1);
        answers.Count(answer => !answer.Body.GetProperty("again").GetBoolean()).ShouldBe(1);
        await using var db = await door.OpenAdminAsync();
        (await db.QueryAsync<string>("select message_id from received_messages where source = 'sent-twice'")).ShouldBe(["CA03.completed.3"]);
        var other = Callback("CA04", "completed", "05:05:09", "3", "300");
        (await door.SendAsync("sent-twice", Body(other), Form, Twilio("sent-twice", "auth-token", other))).Body.GetProperty("again").GetBoolean().ShouldBeFalse();
    }

    private static string Aircall(string token, long id, string? answered, string digits, string contact, string? user = "Omar Haddad", string kind = "call.ended", string direction = "inbound", string? missed = null) => $$"""
        {"resource":"call","event":"{{kind}}","timestamp":1762146600,"token":"{{token}}","data":{"id":{{id}},"sid":"CAx","direct_link":"https://api.example/v1/calls/{{id}}",
         "direction":"{{direction}}","status":"done","missed_call_reason":{{(missed is null ? "null" : $"\"{missed}\"")}},"started_at":1762146000,"answered_at":{{answered ?? "null"}},"ended_at":1762146310,"duration":310,"voicemail":null,
         "recording":null,"raw_digits":"{{digits}}","user":{"id":1,"name":"{{user}}","email":"omar@coaching.example"},"contact":{{contact}},"number":{"id":12,"name":"Main","digits":"+971 4 440 0001"},"tags":[],"comments":[]} }
        """;

    private const string Layla = """{"id":77,"first_name":"Layla","last_name":"Aziz","emails":[{"label":"Work","value":"layla@example.com"}],"phone_numbers":[{"label":"Work","value":"+971 50 111 2233"}]}""";

    [Fact]
    public async Task Aircalls_events_are_taken_by_their_token_and_it_is_kept_nowhere()
    {
        const string Token = "t0ken-of-aircall";
        await door.AddAsync("sent-aircall", "aircall", Token);
        (await door.SendAsync("sent-aircall", Aircall(Token, 9001, "1762146010", "+971 50 111 2233", Layla))).Body.GetProperty("added").GetInt64().ShouldBe(1);
        (await door.SendAsync("sent-aircall", Aircall(Token, 9002, null, "+971 50 111 2233", Layla, direction: "outbound"))).Status.ShouldBe(200);
        (await door.SendAsync("sent-aircall", Aircall(Token, 9003, null, "+971 50 111 2233", Layla, user: "", missed: "agents_did_not_answer"))).Status.ShouldBe(200);
        var hidden = (await door.SendAsync("sent-aircall", Aircall(Token, 9004, "1762146010", "anonymous", "null"))).Body;
        (hidden.GetProperty("read").GetInt64(), hidden.GetProperty("rejected").GetInt64()).ShouldBe((1, 1));
        (await door.SendAsync("sent-aircall", Aircall(Token, 9005, null, "+971 50 111 2233", Layla, kind: "call.created"))).Body.GetProperty("read").GetInt64().ShouldBe(0);
        var answered = (await door.CallsAsync("sent-aircall", "9001")).ShouldHaveSingleItem();
        (answered.Email, answered.Direction, answered.Status, answered.Seconds, answered.Staff).ShouldBe(("layla@example.com", "INBOUND", "COMPLETED", 310, "Omar Haddad"));
        answered.At.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1762146000));
        (await door.CallsAsync("sent-aircall", "9002")).ShouldHaveSingleItem().Status.ShouldBe("NO_ANSWER");
        var missed = (await door.CallsAsync("sent-aircall", "9003")).ShouldHaveSingleItem();
        missed.Status.ShouldBe("NO_ANSWER");
        missed.Staff.ShouldBe("omar@coaching.example");
        (await door.CallsAsync("sent-aircall", "9004")).ShouldBeEmpty();
        // What cannot be read at all is kept whole, to be looked at: but for the token.
        (await door.SendAsync("sent-aircall", $$"""{"token":"{{Token}}","event":"call.ended","data":"nothing"}""")).Status.ShouldBe(400);
        var (_, deliveries) = await door.GetAsync("owner", "/api/v1/deliveries?source=sent-aircall");
        deliveries.GetProperty("items").EnumerateArray().Count(one => one.GetProperty("state").GetString() == "failed").ShouldBe(1);
        var all = await door.AllAsync();
        all.ShouldContain("nothing");
        all.ShouldNotContain(Token);
        all.ShouldNotContain(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Token))));
    }

    private static readonly string[] GuidLines = ["1762146000000,300000", "1762149600000,0"];

    [Fact]
    public async Task Hubspots_events_come_many_in_one_message_by_the_third_version_and_the_first()
    {
        await door.AddAsync("sent-hubspot", "hubspot", "client-secret");
        string Events(int first) => JsonSerializer.Serialize(GuidLines.SelectMany((line, index) => new Dictionary<string, string>
        {
            ["hs_timestamp"] = line.Split(',')[0],
            ["hs_call_duration"] = line.Split(',')[1],
            ["hs_call_direction"] = "OUTBOUND",
            ["hs_call_status"] = "COMPLETED",
            ["hs_call_to_number"] = "+971501112233",
        }.Select(one => new { eventId = 1, subscriptionType = "object.propertyChange", objectTypeId = "0-48", objectId = first + index, propertyName = one.Key, propertyValue = one.Value, occurredAt = 1762146600000, attemptNumber = 0 })));
        var (at, body) = (door.Clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), Events(551));
        var third = Convert.ToBase64String(HMACSHA256.HashData("client-secret"u8, Encoding.UTF8.GetBytes($"POST{SendersDoor.Public}/webhooks/calls/sent-hubspot{body}{at}")));
        (await door.SendAsync("sent-hubspot", body, "application/json", ("X-HubSpot-Signature-v3", third), ("X-HubSpot-Request-Timestamp", at))).Body.GetProperty("added").GetInt64().ShouldBe(2);
        var again = body.Replace("\"attemptNumber\":0", "\"attemptNumber\":1", StringComparison.Ordinal);
        var retried = Convert.ToBase64String(HMACSHA256.HashData("client-secret"u8, Encoding.UTF8.GetBytes($"POST{SendersDoor.Public}/webhooks/calls/sent-hubspot{again}{at}")));
        (await door.SendAsync("sent-hubspot", again, "application/json", ("X-HubSpot-Signature-v3", retried), ("X-HubSpot-Request-Timestamp", at))).Body.GetProperty("again").GetBoolean().ShouldBeTrue();
        var second = Events(561);
        var first = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("client-secret" + second)));
        (await door.SendAsync("sent-hubspot", second, "application/json", ("X-HubSpot-Signature", first), ("X-HubSpot-Signature-Version", "v1"))).Body.GetProperty("added").GetInt64().ShouldBe(2);
        var call = (await door.CallsAsync("sent-hubspot", "551")).ShouldHaveSingleItem();
        (call.Phone, call.Direction, call.Status, call.Seconds).ShouldBe(("+971501112233", "OUTBOUND", "COMPLETED", 300));
    }

    [Fact]
    public async Task Calendlys_bookings_are_planned_and_cancelled()
    {
        await door.AddAsync("sent-calendly", "calendly", "signing-key");
        foreach (var (kind, expected) in new[] { ("invitee.created", "SCHEDULED"), ("invitee.canceled", "CANCELLED") })
        {
            var body = JsonSerializer.Serialize(new Dictionary<string, object>
            {
                ["event"] = kind,
                ["created_at"] = "2026-01-02T08:00:00.000000Z",
                ["payload"] = new { uri = "https://api.calendly.com/scheduled_events/E1/invitees/I1", email = "omar@example.com", name = "Omar Aziz", status = "active", scheduled_event = new { start_time = "2026-01-06T09:00:00.000000Z" } },
            });
            var at = door.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            var signed = Convert.ToHexStringLower(HMACSHA256.HashData("signing-key"u8, Encoding.UTF8.GetBytes($"{at}.{body}")));
            (await door.SendAsync("sent-calendly", body, "application/json", ("Calendly-Webhook-Signature", $"t={at},v1={signed}"))).Status.ShouldBe(200);
            (await door.CallsAsync("sent-calendly", "https://api.calendly.com/scheduled_events/E1/invitees/I1")).ShouldHaveSingleItem().Status.ShouldBe(expected);
        }
    }

    [Fact]
    public async Task A_form_by_another_scheme_is_read_by_its_names_too()
    {
        var secret = WebhookSignature.NewSecret();
        await door.AddAsync("sent-form", "columns", secret);
        const string Call = "client_email=omar%40example.com&started_at=2026-01-05T09%3A00%3A00Z&provider_call_id=form-1";
        var at = door.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        (await door.SendAsync("sent-form", Call, Form, ("webhook-id", "f1"), ("webhook-timestamp", at), ("webhook-signature", WebhookSignature.Sign(secret, "f1", at, Encoding.UTF8.GetBytes(Call)))))
            .Body.GetProperty("added").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_sender_is_told_the_same_whatever_is_wrong()
    {
        const string Secret = "the-secret";
        var standard = WebhookSignature.NewSecret();
        string Own(WebhookScheme scheme) => scheme == WebhookScheme.Standard ? standard : Secret;
        foreach (var scheme in WebhookSchemeWords.All)
        {
            var secret = Own(scheme);
            await door.AddAsync($"alike-{scheme.Word()}", "columns", secret, scheme);
            await door.AddAsync($"alike-{scheme.Word()}-paused", "columns", secret, scheme, enabled: false);
            await door.AddAsync($"alike-{scheme.Word()}-bare", "columns", null, scheme);
        }
        string[] sources = [.. WebhookSchemeWords.All.SelectMany(scheme => new[] { "", "-paused", "-bare" }.Select(end => $"alike-{scheme.Word()}{end}")), "alike-nobody", "Not A Name"];
        var said = new HashSet<string>();
        foreach (var source in sources)
        {
            foreach (var scheme in WebhookSchemeWords.All)
            {
                var signing = SignatureSchemes.Of(scheme);
                // Another secret; the right one of a message that is too old, where its scheme has a time; the right one for another scheme.
                foreach (var (secret, late) in new[] { (signing.NewSecret(), TimeSpan.Zero), (Own(scheme), TimeSpan.FromHours(1)), (Own(scheme), TimeSpan.Zero) })
                {
                    var isTimeless = scheme is WebhookScheme.Twilio or WebhookScheme.Aircall;
                    if (source == $"alike-{scheme.Word()}" && secret == Own(scheme) && (isTimeless || late == TimeSpan.Zero))
                        continue;
                    var bare = new SentMessage("POST", [$"{SendersDoor.Public}/webhooks/calls/{Uri.EscapeDataString(source)}"], new Dictionary<string, string> { ["content-type"] = scheme == WebhookScheme.Twilio ? Form : "application/json" }, Encoding.UTF8.GetBytes(scheme == WebhookScheme.Twilio ? "CallSid=CA1" : "{}"));
                    var sent = signing.Sign(secret, bare, door.Clock.GetUtcNow() - late);
                    var (status, body) = await door.SendAsync(Uri.EscapeDataString(source), Encoding.UTF8.GetString(sent.Body.Span), bare.Header("content-type"), [.. sent.Headers.Where(header => header.Key != "content-type").Select(header => (header.Key, header.Value))]);
                    said.Add($"{status} {body.GetProperty("detail").GetString()}");
                }
            }
            var (code, nothing) = await door.SendAsync(Uri.EscapeDataString(source), "{}");
            said.Add($"{code} {nothing.GetProperty("detail").GetString()}");
        }
        // A body of an Aircall source that is too long to be one is refused as any other, before it is sent: who sends it all the same may find the connection closed.
        var (large, tooLarge) = await door.SendAsync("alike-aircall", $$"""{"token":"{{Secret}}","x":"{{new string('x', 2 << 20)}}"}""", "application/json", ("Expect", "100-continue"));
        said.Add($"{large} {tooLarge.GetProperty("detail").GetString()}");
        said.ShouldHaveSingleItem().ShouldStartWith("401 The message is not accepted.");
    }

    [Theory]
    [InlineData("unread-standard", "")]
    [InlineData("unread-nobody", "")]
    [InlineData("unread-aircall-bare", "")]
    [InlineData("unread-standard", "webhook-id: m\r\nwebhook-signature: v1,x\r\n")]
    [InlineData("unread-twilio", "webhook-id: m\r\n")]
    public async Task A_message_that_shows_nothing_is_refused_before_its_body_has_come(string source, string headers)
    {
        await door.AddAsync("unread-standard", "columns", WebhookSignature.NewSecret());
        await door.AddAsync("unread-twilio", "twilio", "auth-token");
        await door.AddAsync("unread-aircall-bare", "aircall", null);
        using var client = new TcpClient();
        await client.ConnectAsync(door.Address.Host, door.Address.Port, Cancel);
        var stream = client.GetStream();
        // Five megabytes are announced and none is sent: who waited for them would never answer.
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /webhooks/calls/{source} HTTP/1.1\r\nHost: {door.Address.Authority}\r\nContent-Type: application/json\r\nContent-Length: 5000000\r\n{headers}\r\n"), Cancel);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        using var reader = new StreamReader(stream);
        (await reader.ReadLineAsync(patience.Token)).ShouldBe("HTTP/1.1 401 Unauthorized");
    }
}
