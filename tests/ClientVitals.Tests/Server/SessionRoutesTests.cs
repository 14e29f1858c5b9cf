using System.Globalization;
using System.Text;
using ClientVitals.Settings;
using ClientVitals.Sources;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

/// <summary><c>/api/v1/sessions</c> and <c>/webhooks/sessions/…</c>.</summary>
public sealed class SessionRoutesTests(OpenDoor door) : IClassFixture<OpenDoor>
{
    [Fact]
    public async Task A_posted_session_is_on_the_clients_record_and_only_their_coach_sees_it()
    {
        var session = new { client_email = " LEILA@example.com", starts_at = "2026-01-05T10:00:00+04:00", minutes = 60, external_id = "s1", status = "Signed in", kind = "Yoga" };
        (await door.PostAsync("service", "/api/v1/sessions", session)).Body.GetProperty("added").GetInt32().ShouldBe(1);
        (await door.PostAsync("service", "/api/v1/sessions", session)).Body.GetProperty("unchanged").GetInt32().ShouldBe(1);
        var (_, seen) = await door.GetAsync("coach", $"/api/v1/sessions?client={door.Leila}&status=attended");
        var one = seen.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("externalId").GetString() == "s1");
        one.GetProperty("startsAt").GetDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 1, 5, 6, 0, 0, TimeSpan.Zero));
        one.GetProperty("status").GetString().ShouldBe("ATTENDED");
        (await door.GetAsync("other", "/api/v1/sessions")).Body.GetProperty("items").EnumerateArray().ShouldAllBe(item => item.GetProperty("clientEmail").GetString() != "leila@example.com");
        var id = one.GetProperty("id").GetInt64();
        (await door.GetAsync("coach", $"/api/v1/sessions/{id}/versions")).Body.GetArrayLength().ShouldBe(1);
        (await door.GetAsync("other", $"/api/v1/sessions/{id}/versions")).Status.ShouldBe(404);
        (await door.GetAsync("service", "/api/v1/sessions?status=seen")).Status.ShouldBe(400);
        (await door.GetAsync("service", "/api/v1/sessions?asOf=2020-01-01T00:00:00Z")).Body.GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Of_a_batch_each_invalid_session_is_named_and_one_key_is_done_once()
    {
        var batch = new { sessions = new object[] { new { client_email = "omar@example.com", starts_at = "2026-01-05T10:00:00Z" }, new { client_email = "omar@example.com", starts_at = "soon" } } };
        var (status, body) = await door.PostAsync("service", "/api/v1/sessions", batch, ("Idempotency-Key", "sessions-1"));
        status.ShouldBe(200);
        (body.GetProperty("read").GetInt32(), body.GetProperty("added").GetInt32()).ShouldBe((2, 1));
        body.GetProperty("refused")[0].GetProperty("place").GetInt64().ShouldBe(2);
        body.GetProperty("refused")[0].GetProperty("reason").GetString().ShouldBe("the start of the session is not a date");
        (await door.PostAsync("service", "/api/v1/sessions", batch, ("Idempotency-Key", "sessions-1"))).Body.ToString().ShouldBe(body.ToString());
        (await door.PostAsync("service", "/api/v1/sessions", new { sessions = Array.Empty<object>() })).Body.GetProperty("detail").GetString().ShouldBe("The list of sessions is empty; send at least one.");
    }

    [Fact]
    public async Task A_coach_cannot_reach_another_book_by_what_a_source_calls_its_clients()
    {
        (await door.PostAsync("service", "/api/v1/sessions", new { client_email = "omar@example.com", client_key = "4711", external_id = "theirs", starts_at = "2026-01-04T10:00:00Z" })).Body.GetProperty("added").GetInt32().ShouldBe(1);
        var tried = await door.PostAsync("coach", "/api/v1/sessions", new { client_key = "4711", external_id = "mine", starts_at = "2026-01-04T11:00:00Z" });
        (tried.Body.GetProperty("added").GetInt32(), tried.Body.GetProperty("rejected").GetInt32()).ShouldBe((0, 1));
        tried.Body.GetProperty("refused")[0].GetProperty("reason").GetString().ShouldBe("the client is not in your book; ask an owner or admin to record this session");
    }

    [Fact]
    public async Task A_signed_message_of_a_source_is_applied_once()
    {
        var secret = WebhookSignature.NewSecret();
        Environment.SetEnvironmentVariable(SecretStore.Variable(CallSources.SecretName("gym")), secret);
        try
        {
            await using var db = await door.OpenAsync();
            await new ChangeSource("gym", "mindbody").RunAsync(db, door.Clock.GetUtcNow(), TestContext.Current.CancellationToken);
            const string body = """{"eventData": {"classRosterBookingId": 77, "clientId": "c-9", "clientEmail": "leila@example.com", "classStartDateTime": "2026-01-03T06:00:00Z", "signedInStatus": "SignedIn"}}""";
            async Task<(int Status, System.Text.Json.JsonElement Body)> SendAsync(string id)
            {
                var timestamp = door.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
                return await door.AskAsync(null, HttpMethod.Post, "/webhooks/sessions/gym", body,
                    ("webhook-id", id), ("webhook-timestamp", timestamp), ("webhook-signature", WebhookSignature.Sign(secret, id, timestamp, Encoding.UTF8.GetBytes(body))));
            }
            (await SendAsync("m1")).Body.GetProperty("added").GetInt64().ShouldBe(1);
            (await SendAsync("m1")).Body.GetProperty("again").GetBoolean().ShouldBeTrue();
            (await SendAsync("m2")).Body.GetProperty("unchanged").GetInt64().ShouldBe(1);
            (await db.ExecuteScalarAsync<string>("select status || ' ' || source from sessions where external_id = '77'")).ShouldBe("ATTENDED gym");
        }
        finally
        {
            Environment.SetEnvironmentVariable(SecretStore.Variable(CallSources.SecretName("gym")), null);
        }
    }
}
