using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClientVitals.Sources;
using ClientVitals.Sources.Webhooks;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Sources.Webhooks;

/// <summary>Each scheme against the construction that its vendor publishes: examples from their pages, and what must not pass.</summary>
public sealed class SignatureSchemeTests
{
    private const string Form = "application/x-www-form-urlencoded; charset=UTF-8", Json = "application/json";

    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-01-07T05:00:00Z", CultureInfo.InvariantCulture);

    private static SentMessage Sent(string body, string type, string address, params (string Name, string Value)[] headers) =>
        new("POST", [address], headers.Append(("content-type", type)).ToDictionary(one => one.Item1, one => one.Item2), Encoding.UTF8.GetBytes(body));

    private static string? Fault(WebhookScheme scheme, string secret, SentMessage sent) => SignatureSchemes.Of(scheme).Fault(secret, sent, Now);

    // twilio.com/docs/usage/security, "Validating signatures from Twilio": the page's own example.
    private const string TwilioPage = "https://mycompany.com/myapp.php?foo=1&bar=2", TwilioSigned = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";

    private const string TwilioForm = "Digits=1234&CallSid=CA1234567890ABCDE&To=%2B18005551212&Caller=%2B14158675309&From=%2B14158675309";

    [Theory]
    [InlineData(TwilioPage, TwilioForm, TwilioSigned, true)]
    [InlineData("https://mycompany.com:443/myapp.php?foo=1&bar=2", TwilioForm, TwilioSigned, true)]
    [InlineData("https://mycompany.com:8443/myapp.php?foo=1&bar=2", TwilioForm, TwilioSigned, true)]
    [InlineData("http://mycompany.com/myapp.php?foo=1&bar=2", TwilioForm, TwilioSigned, false)]
    [InlineData("https://mycompany.com/myapp.php?bar=2&foo=1", TwilioForm, TwilioSigned, false)]
    [InlineData(TwilioPage, TwilioForm + "&CallStatus=completed", TwilioSigned, false)]
    [InlineData(TwilioPage, "", TwilioSigned, false)]
    [InlineData(TwilioPage, TwilioForm, "rsoydt4t1cutdk1pdd93/vvr8b8=", false)]
    public void Twilios_own_example_fits_with_and_without_a_port_and_nothing_else_does(string address, string form, string signature, bool fits) =>
        (Fault(WebhookScheme.Twilio, "12345", Sent(form, Form, address, ("x-twilio-signature", signature))) is null).ShouldBe(fits);

    [Fact]
    public void Twilios_json_is_signed_by_its_hash_in_the_address_and_a_body_without_one_by_nothing()
    {
        const string Body = """{"CallSid":"CA9","CallStatus":"completed"}""";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Body)));
        static string Signed(string address) => Convert.ToBase64String(CryptographicOperations.HmacData(HashAlgorithmName.SHA1, "12345"u8, Encoding.UTF8.GetBytes(address)));
        var address = "https://mycompany.com/hook?bodySHA256=" + hash;
        Fault(WebhookScheme.Twilio, "12345", Sent(Body, Json, address, ("x-twilio-signature", Signed(address)))).ShouldBeNull();
        Fault(WebhookScheme.Twilio, "12345", Sent(Body + " ", Json, address, ("x-twilio-signature", Signed(address)))).ShouldNotBeNull();
        const string Plain = "https://mycompany.com/hook";
        Fault(WebhookScheme.Twilio, "12345", Sent(Body, Json, Plain, ("x-twilio-signature", Signed(Plain)))).ShouldNotBeNull();
        // Whatever the address says, a form is signed by its fields.
        Fault(WebhookScheme.Twilio, "12345", Sent(Body, Form, address, ("x-twilio-signature", Signed(address)))).ShouldNotBeNull();
    }

    [Fact]
    public void A_field_that_comes_several_times_counts_once_for_each_value_and_a_thousand_fields_are_too_many()
    {
        var signed = Convert.ToBase64String(CryptographicOperations.HmacData(HashAlgorithmName.SHA1, "12345"u8, "https://a.example/hookMediaUrlaMediaUrlb"u8));
        Fault(WebhookScheme.Twilio, "12345", Sent("MediaUrl=b&MediaUrl=a&MediaUrl=b", Form, "https://a.example/hook", ("x-twilio-signature", signed))).ShouldBeNull();
        Fault(WebhookScheme.Twilio, "12345", Sent(string.Join('&', Enumerable.Range(0, 1001).Select(i => $"a{i}=1")), Form, "https://a.example/hook", ("x-twilio-signature", signed)))!.ShouldContain("1000 fields");
    }

    [Theory]
    [InlineData("CallSid=CA1&CallStatus=completed&SequenceNumber=3", "CA1.completed.3")]
    [InlineData("SequenceNumber=3&CallStatus=completed&CallSid=CA1&CallDuration=300", "CA1.completed.3")]
    [InlineData("CallSid=CA1&CallStatus=completed", "CA1.completed")]
    [InlineData("CallSid=CA1&CallStatus=ringing&SequenceNumber=1", "CA1.ringing.1")]
    public void Twilios_messages_are_told_apart_by_call_state_and_number(string form, string id)
    {
        var accepted = SignatureSchemes.Of(WebhookScheme.Twilio).Accept(Sent(form, Form, TwilioPage));
        accepted.Id.ShouldBe(id);
        accepted.IsMade.ShouldBeTrue();
        JsonDocument.Parse(accepted.Json).RootElement.GetProperty("CallSid").GetString().ShouldBe("CA1");
    }

    [Fact]
    public void What_says_no_call_and_state_is_told_apart_by_its_hash_in_whatever_order_its_fields_come()
    {
        var scheme = SignatureSchemes.Of(WebhookScheme.Twilio);
        var one = scheme.Accept(Sent("CallSid=CA1&RecordingStatus=completed", Form, TwilioPage)).Id;
        one.ShouldStartWith("sha256-");
        scheme.Accept(Sent("RecordingStatus=completed&CallSid=CA1", Form, TwilioPage)).Id.ShouldBe(one);
        scheme.Accept(Sent("RecordingStatus=absent&CallSid=CA1", Form, TwilioPage)).Id.ShouldNotBe(one);
        scheme.Accept(Sent($"CallSid={new string('C', 250)}&CallStatus=completed", Form, TwilioPage)).Id.Length.ShouldBeLessThan(100);
    }

    // developers.hubspot.com, "v1 request validation" and "Validating requests": the pages' own examples.
    private const string HubSpotSecret = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy", HubSpotAddress = "https://www.example.com/webhook_uri";

    private const string HubSpotBody = """[{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1564113600000,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"NEW","appId":54321}]""";

    [Theory]
    [InlineData("v1", HubSpotBody, "232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de", true)]
    [InlineData("", HubSpotBody, "232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de", true)]
    [InlineData("v2", """{"example_field":"example_value"}""", "9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900", true)]
    [InlineData("v2", HubSpotBody, "232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de", false)]
    [InlineData("v1", "[]", "232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de", false)]
    [InlineData("v4", HubSpotBody, "232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de", false)]
    public void Hubspots_own_examples_fit_and_others_do_not(string version, string body, string signature, bool fits) =>
        (Fault(WebhookScheme.HubSpot, HubSpotSecret, Sent(body, Json, HubSpotAddress, ("x-hubspot-signature", signature), ("x-hubspot-signature-version", version))) is null).ShouldBe(fits);

    private static string Third(string address, string body, string at) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(HubSpotSecret), Encoding.UTF8.GetBytes("POST" + address + body + at)));

    [Theory]
    [InlineData(0, true)]
    [InlineData(299, true)]
    [InlineData(-299, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void Hubspots_third_version_holds_for_five_minutes(int secondsAgo, bool fits)
    {
        var at = Now.AddSeconds(-secondsAgo).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        (Fault(WebhookScheme.HubSpot, HubSpotSecret, Sent("[]", Json, HubSpotAddress, ("x-hubspot-signature-v3", Third(HubSpotAddress, "[]", at)), ("x-hubspot-request-timestamp", at))) is null).ShouldBe(fits);
    }

    [Fact]
    public void Hubspot_signs_addresses_with_their_escapes_undone_and_the_third_version_goes_before_the_first()
    {
        var at = Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var third = Third("https://a.example/hook?to=a@b.example&x=1%202", "[]", at);
        Fault(WebhookScheme.HubSpot, HubSpotSecret, Sent("[]", Json, "https://a.example/hook?to=a%40b.example&x=1%202", ("x-hubspot-signature-v3", third), ("x-hubspot-request-timestamp", at))).ShouldBeNull();
        var first = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(HubSpotSecret + "[]")));
        Fault(WebhookScheme.HubSpot, HubSpotSecret, Sent("[]", Json, HubSpotAddress, ("x-hubspot-signature", first))).ShouldBeNull();
        Fault(WebhookScheme.HubSpot, HubSpotSecret, Sent("[]", Json, HubSpotAddress, ("x-hubspot-signature", first), ("x-hubspot-signature-v3", "x"), ("x-hubspot-request-timestamp", at))).ShouldNotBeNull();
        Fault(WebhookScheme.HubSpot, HubSpotSecret, Sent("[]", Json, HubSpotAddress, ("x-hubspot-signature-v3", Third(HubSpotAddress, "[]", "soon")), ("x-hubspot-request-timestamp", "soon"))).ShouldNotBeNull();
    }

    [Fact]
    public void Another_attempt_of_hubspot_is_the_same_message()
    {
        var scheme = SignatureSchemes.Of(WebhookScheme.HubSpot);
        var first = scheme.Accept(Sent(HubSpotBody, Json, HubSpotAddress));
        scheme.Accept(Sent(HubSpotBody.Replace("\"attemptNumber\":0", "\"attemptNumber\":3", StringComparison.Ordinal), Json, HubSpotAddress)).Id.ShouldBe(first.Id);
        scheme.Accept(Sent(HubSpotBody.Replace("\"objectId\":123", "\"objectId\":124", StringComparison.Ordinal), Json, HubSpotAddress)).Id.ShouldNotBe(first.Id);
    }

    // developer.calendly.com, "Webhook Signatures": HMAC-SHA256 in hexadecimal over time, a dot and the body; three minutes.
    [Theory]
    [InlineData("t={t},v1={v1}", 0, true)]
    [InlineData("t={t}, v1=00, v1={v1}", 0, true)]
    [InlineData("t={t},v1={v1}", 179, true)]
    [InlineData("t={t},v1={v1}", 181, false)]
    [InlineData("t={t},v1={v1}", -181, false)]
    [InlineData("t={t},v0={v1}", 0, false)]
    [InlineData("v1={v1}", 0, false)]
    [InlineData("t={t}", 0, false)]
    [InlineData(",=,t", 0, false)]
    [InlineData("t=-5,v1={v1}", 0, false)]
    public void Calendlys_signature_holds_for_three_minutes(string header, int secondsAgo, bool fits)
    {
        const string Body = """{"event":"invitee.created"}""";
        var at = (Now.ToUnixTimeSeconds() - secondsAgo).ToString(CultureInfo.InvariantCulture);
        var signed = Convert.ToHexStringLower(HMACSHA256.HashData("key"u8, Encoding.UTF8.GetBytes(at + "." + Body)));
        var given = header.Replace("{t}", at, StringComparison.Ordinal).Replace("{v1}", signed, StringComparison.Ordinal);
        (Fault(WebhookScheme.Calendly, "key", Sent(Body, Json, HubSpotAddress, ("calendly-webhook-signature", given))) is null).ShouldBe(fits);
    }

    // docs.stripe.com/webhooks, "Verify webhook signatures manually".
    [Theory]
    [InlineData("t={t},v1={v1}", 0, true)]
    [InlineData("t={t},v1=00,v1={v1},v0=11", 0, true)]
    [InlineData("t={t},v1={v1}", 300, true)]
    [InlineData("t={t},v1={v1}", 301, false)]
    [InlineData("t={t},v1={v1}", -301, false)]
    [InlineData("t={t},v0={v1}", 0, false)]
    [InlineData("v1={v1}", 0, false)]
    public void Stripes_signature_holds_for_five_minutes_and_its_secret_counts_whole(string header, int secondsAgo, bool fits)
    {
        const string Body = """{"id":"evt_1","object":"event"}""", Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        var at = (Now.ToUnixTimeSeconds() - secondsAgo).ToString(CultureInfo.InvariantCulture);
        var signed = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(at + "." + Body)));
        var given = header.Replace("{t}", at, StringComparison.Ordinal).Replace("{v1}", signed, StringComparison.Ordinal);
        (Fault(WebhookScheme.Stripe, Secret, Sent(Body, Json, HubSpotAddress, ("stripe-signature", given))) is null).ShouldBe(fits);
        ClientVitals.Calls.CallMapping.SchemeOf("stripe", Secret).ShouldBe(WebhookScheme.Stripe);
    }

    [Fact]
    public void A_stripe_event_that_is_sent_again_is_the_same_message_whatever_else_it_says()
    {
        string IdOf(string body) => SignatureSchemes.Of(WebhookScheme.Stripe).Accept(Sent(body, Json, HubSpotAddress)).Id;
        IdOf("""{"id":"evt_1","pending_webhooks":1}""").ShouldBe("evt_1");
        IdOf("""{"id":"evt_1","pending_webhooks":0}""").ShouldBe("evt_1");
        foreach (var odd in new[] { """{"id":"ch_1"}""", """{"id":["evt_1"]}""", """["evt_1"]""", "", "{", "{\"id\":\"evt_\\ud800\"}", $"{{\"id\":\"evt_{new string('x', 300)}\"}}" })
            IdOf(odd).ShouldStartWith("sha256-");
    }

    // developer.aircall.io/docs/setup-webhooks: the token is at the top of the event.
    [Theory]
    [InlineData("""{"event":"call.ended","token":"abc","data":{}}""", true)]
    [InlineData("""{ "data" : {"token":"other"} , "token" : "abc" }""", true)]
    [InlineData("""{"data":{"token":"abc"}}""", false)]
    [InlineData("""{"token":"abd"}""", false)]
    [InlineData("""{"token":"ABC"}""", false)]
    [InlineData("""{"token":""}""", false)]
    [InlineData("""{"token":null}""", false)]
    [InlineData("""{"token":["abc"]}""", false)]
    [InlineData("""{"token":"abc","token":"x"}""", false)]
    [InlineData("""{"token":"x","token":"abc"}""", false)]
    [InlineData("""[{"token":"abc"}]""", false)]
    [InlineData("""{"token":"\ud800"}""", false)]
    [InlineData("""{"token":"abc" """, false)]
    [InlineData("abc", false)]
    [InlineData("", false)]
    public void Aircalls_token_is_looked_for_where_it_belongs_and_nowhere_else(string body, bool fits) =>
        (Fault(WebhookScheme.Aircall, "abc", Sent(body, Json, HubSpotAddress)) is null).ShouldBe(fits);

    [Fact]
    public void Nothing_of_the_token_is_left_in_what_is_taken_and_the_rest_is()
    {
        var scheme = SignatureSchemes.Of(WebhookScheme.Aircall);
        var accepted = scheme.Accept(Sent("""{"token":"s3cr3t","data":{"id":1,"note":"\"token\":"},"\u0074oken" : "s3cr3t"}""", Json, HubSpotAddress));
        var text = Encoding.UTF8.GetString(accepted.Json.Span);
        text.ShouldNotContain("s3cr3t");
        JsonDocument.Parse(text).RootElement.GetProperty("data").GetProperty("note").GetString().ShouldBe("\"token\":");
        // A token that was changed makes no other message of it.
        scheme.Accept(Sent("""{"token":"a","data":1}""", Json, HubSpotAddress)).Id.ShouldBe(scheme.Accept(Sent("""{"token":"b","data":1}""", Json, HubSpotAddress)).Id);
    }

    [Theory]
    [InlineData(WebhookScheme.Standard)]
    [InlineData(WebhookScheme.Twilio)]
    [InlineData(WebhookScheme.Aircall)]
    [InlineData(WebhookScheme.HubSpot)]
    [InlineData(WebhookScheme.Calendly)]
    [InlineData(WebhookScheme.Stripe)]
    public void What_a_scheme_signs_it_accepts_with_the_same_secret_and_with_no_other(WebhookScheme which)
    {
        var scheme = SignatureSchemes.Of(which);
        foreach (var (body, type) in new[] { ("""{"a":"1","token":"old"}""", Json), ("{}", Json), (TwilioForm, which == WebhookScheme.Aircall ? Json : Form) })
        {
            var (secret, other) = (scheme.NewSecret(), scheme.NewSecret());
            var signed = scheme.Sign(secret, Sent(body, type, HubSpotAddress), Now);
            var isJson = body.StartsWith('{');
            (scheme.Fault(secret, signed, Now) is null).ShouldBe(which != WebhookScheme.Aircall || isJson, body);
            scheme.Fault(other, signed, Now).ShouldNotBeNull(body);
            SignatureSchemes.Shown(signed).ShouldBe(which == WebhookScheme.Aircall ? Array.Empty<WebhookScheme>() : new[] { which });
        }
    }

    [Fact]
    public void A_message_that_shows_only_a_part_of_what_is_needed_shows_nothing()
    {
        foreach (var header in new[] { "webhook-id", "webhook-signature", "x-hubspot-signature-v3", "x-hubspot-request-timestamp", "x-hubspot-signature-version", "x-twilio-webhooks-signature-settings", "authorization" })
            SignatureSchemes.Shown(Sent("", Json, HubSpotAddress, (header, "x"))).ShouldBeEmpty(header);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("line\nbreak")]
    public void A_secret_that_was_copied_wrong_is_refused(string secret)
    {
        foreach (var scheme in WebhookSchemeWords.All)
            Should.Throw<PlainError>(() => SignatureSchemes.Of(scheme).CheckSecret(secret));
    }
}
