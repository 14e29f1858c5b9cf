using System.Globalization;
using System.Text;
using ClientVitals.Calls;
using ClientVitals.Settings;
using ClientVitals.Sources;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

public sealed class WebhookTests : IClassFixture<OpenDoor>, IDisposable
{
    private static readonly string Secret = WebhookSignature.NewSecret();
    private readonly OpenDoor _door;

    public WebhookTests(OpenDoor door)
    {
        _door = door;
        Environment.SetEnvironmentVariable(SecretStore.Variable(CallSources.SecretName("telephony")), Secret);
    }

    public void Dispose() => Environment.SetEnvironmentVariable(SecretStore.Variable(CallSources.SecretName("telephony")), null);

    private async Task AddAsync(string mapping = "columns", bool enabled = true)
    {
        await using var db = await _door.OpenAsync();
        await new ChangeSource("telephony", mapping, enabled).RunAsync(db, _door.Clock.GetUtcNow(), TestContext.Current.CancellationToken);
    }

    private async Task<(int Status, System.Text.Json.JsonElement Body)> SendAsync(
        string id, string body, string source = "telephony", TimeSpan late = default, string? secret = null)
    {
        var timestamp = (_door.Clock.GetUtcNow() - late).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return await _door.AskAsync(null, HttpMethod.Post, $"/webhooks/calls/{source}", body,
            ("webhook-id", id), ("webhook-timestamp", timestamp), ("webhook-signature", "v1,b2xk " + WebhookSignature.Sign(secret ?? Secret, id, timestamp, Encoding.UTF8.GetBytes(body))));
    }

    private async Task<int> CallsAsync(string providerCallId)
    {
        await using var db = await _door.OpenAsync();
        return await db.ExecuteScalarAsync<int>("select count(*)::int from call_records where provider_call_id = @providerCallId", new { providerCallId });
    }

    [Fact]
    public async Task A_message_a_hundred_times_at_once_has_one_effect_and_one_answer()
    {
        await AddAsync();
        const string Body = """{"client_email": "leila@example.com", "started_at": "2026-01-05T09:00:00Z", "provider_call_id": "hundred"}""";
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => SendAsync("msg_hundred", Body)));
        answers.ShouldAllBe(answer => answer.Status == 200);
        answers.Count(answer => !answer.Body.GetProperty("again").GetBoolean()).ShouldBe(1);
        answers.ShouldAllBe(answer => answer.Body.GetProperty("added").GetInt64() == 1);
        (await CallsAsync("hundred")).ShouldBe(1);
        await using var db = await _door.OpenAsync();
        (await db.ExecuteScalarAsync<int>("select count(*)::int from deliveries where name = 'message msg_hundred'")).ShouldBe(1);
    }

    [Fact]
    public async Task Who_does_not_know_the_secret_or_comes_too_late_is_refused()
    {
        await AddAsync();
        const string Body = """{"client_email": "leila@example.com", "started_at": "2026-01-05T09:00:00Z", "provider_call_id": "refused"}""";
        (await SendAsync("msg_1", Body, secret: WebhookSignature.NewSecret())).Status.ShouldBe(401);
        (await SendAsync("msg_1", Body, late: TimeSpan.FromMinutes(6))).Status.ShouldBe(401);
        (await SendAsync("msg_1", Body, late: TimeSpan.FromMinutes(-6))).Status.ShouldBe(401);
        (await _door.PostAsync(null, "/webhooks/calls/telephony", Body)).Status.ShouldBe(401);
        (await SendAsync("msg_1", Body, source: "nobody")).Status.ShouldBe(401);
        await AddAsync(enabled: false);
        (await SendAsync("msg_1", Body)).Status.ShouldBe(401);
        (await CallsAsync("refused")).ShouldBe(0);
        await AddAsync();
        (await SendAsync("msg_1", Body, late: TimeSpan.FromMinutes(4))).Status.ShouldBe(200);
        (await CallsAsync("refused")).ShouldBe(1);
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_and_can_be_looked_at_and_its_id_is_free_for_a_better_one()
    {
        await AddAsync();
        (await SendAsync("msg_bad", "not json")).Status.ShouldBe(400);
        var (_, deliveries) = await _door.GetAsync("owner", "/api/v1/deliveries?source=telephony");
        var failed = deliveries.GetProperty("items").EnumerateArray().First(d => d.GetProperty("name").GetString() == "message msg_bad");
        failed.GetProperty("state").GetString().ShouldBe("failed");
        (await _door.GetAsync("owner", $"/api/v1/deliveries/{failed.GetProperty("id").GetInt64()}/rejects")).Body.GetProperty("items")[0].GetProperty("raw").GetString().ShouldBe("not json");
        (await SendAsync("msg_bad", """{"client_email": "leila@example.com", "started_at": "2026-01-05T09:00:00Z", "provider_call_id": "better"}""")).Status.ShouldBe(200);
        (await CallsAsync("better")).ShouldBe(1);
    }

    [Fact]
    public async Task Another_message_under_a_used_id_is_refused()
    {
        await AddAsync();
        (await SendAsync("msg_used", """{"client_email": "leila@example.com", "started_at": "2026-01-05T09:00:00Z", "provider_call_id": "first"}""")).Status.ShouldBe(200);
        (await SendAsync("msg_used", """{"client_email": "leila@example.com", "started_at": "2026-01-05T09:00:00Z", "provider_call_id": "second"}""")).Status.ShouldBe(400);
        (await CallsAsync("second")).ShouldBe(0);
    }

    [Fact]
    public async Task Ready_mappings_read_what_each_system_sends()
    {
        await AddAsync("aircall");
        (await SendAsync("msg_air", """
            {"event": "call.ended", "resource": "call", "data": {"id": 812, "direction": "inbound", "status": "done", "started_at": 1767600000, "answered_at": 1767600010,
             "ended_at": 1767600310, "duration": 310, "raw_digits": "+971 50 123 4567", "user": {"id": 4, "name": "Sara"}}}
            """)).Body.GetProperty("added").GetInt64().ShouldBe(1);
        (await SendAsync("msg_air2", """{"event": "call.created", "data": {"id": 812}}""")).Body.GetProperty("read").GetInt64().ShouldBe(0);
        (await SendAsync("msg_air3", """
            {"event": "call.ended", "data": {"id": 813, "direction": "outbound", "status": "done", "started_at": 1767600000, "answered_at": null, "duration": 20, "raw_digits": "+971501234567"}}
            """)).Body.GetProperty("added").GetInt64().ShouldBe(1);
        await AddAsync("twilio");
        (await SendAsync("msg_tw", """
            {"CallSid": "CA1", "From": "+971501234567", "To": "+97143332222", "Direction": "inbound", "CallStatus": "completed", "CallDuration": "60", "Timestamp": "Mon, 05 Jan 2026 08:00:00 +0000"}
            """)).Body.GetProperty("added").GetInt64().ShouldBe(1);
        await AddAsync("hubspot");
        (await SendAsync("msg_hs", """
            {"results": [{"id": "551", "properties": {"hs_timestamp": "2026-01-05T09:30:00Z", "hs_call_direction": "OUTBOUND", "hs_call_duration": "45000", "hs_call_status": "COMPLETED",
             "hs_call_to_number": "+971501234567", "hs_createdate": "2026-01-05T10:00:00Z"}}, {"id": "552", "contact": {"email": "omar@example.com"}, "properties": {"hs_timestamp": "2026-01-05T09:30:00Z"}}]}
            """)).Body.GetProperty("added").GetInt64().ShouldBe(2);
        await using var db = await _door.OpenAsync();
        var found = (await db.QueryAsync<(string Id, string? Name, string Direction, string Status, int? Seconds, DateTime At)>("""
            select r.provider_call_id, c.firstname, r.direction, r.status, r.duration_seconds, r.started_at
            from call_records r left join clients c on c.id = r.client_id
            where r.provider_call_id in ('812', '813', 'CA1', '551', '552') order by r.provider_call_id
            """)).ToList();
        found.Select(call => (call.Id, call.Name, call.Direction, call.Status, call.Seconds)).ShouldBe(
        [
            ("551", "Leila", "OUTBOUND", "COMPLETED", 45),
            ("552", "Omar", "UNKNOWN", "COMPLETED", null),
            ("812", "Leila", "INBOUND", "COMPLETED", 310),
            ("813", "Leila", "OUTBOUND", "NO_ANSWER", 20),
            ("CA1", "Leila", "INBOUND", "COMPLETED", 60),
        ]);
        found[2].At.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1767600000).UtcDateTime);
    }

    [Fact]
    public void An_invalid_mapping_is_refused_with_the_ready_ones()
    {
        Should.Throw<PlainError>(() => CallMapping.Of("nonsense")).Message.ShouldContain("aircall");
        Should.Throw<PlainError>(() => CallMapping.Of("""{"field": {}}"""));
        CallMapping.Of("""{"calls": "data", "fields": {"client_phone": "from.number"}}""").Calls.ShouldBe("data");
    }
}
