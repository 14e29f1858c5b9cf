using System.Globalization;
using System.Text;
using ClientVitals.Settings;
using ClientVitals.Sources;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

/// <summary><c>/api/v1/packages</c> and <c>/webhooks/packages/…</c>.</summary>
public sealed class PackageRoutesTests(OpenDoor door) : IClassFixture<OpenDoor>
{
    [Fact]
    public async Task A_posted_package_is_on_the_clients_record_with_what_is_left_and_only_their_coach_sees_it()
    {
        var package = new { client_email = " LEILA@example.com", bought_on = "2025-12-20", sessions_bought = 12, price = 1200.50m, currency = "aed", external_id = "p1", kind = "12 sessions", source_remaining = 12 };
        (await door.PostAsync("service", "/api/v1/packages", package)).Body.GetProperty("added").GetInt32().ShouldBe(1);
        (await door.PostAsync("service", "/api/v1/packages", package)).Body.GetProperty("unchanged").GetInt32().ShouldBe(1);
        (await door.PostAsync("service", "/api/v1/sessions", new { client_email = "leila@example.com", starts_at = "2025-12-28T10:00:00Z", status = "attended", external_id = "ps1", package_id = "p1" })).Body.GetProperty("added").GetInt32().ShouldBe(1);
        var (_, seen) = await door.GetAsync("coach", $"/api/v1/packages?client={door.Leila}&status=active");
        var one = seen.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("externalId").GetString() == "p1");
        (one.GetProperty("boughtOn").GetString(), one.GetProperty("price").GetDecimal(), one.GetProperty("currency").GetString()).ShouldBe(("2025-12-20", 1200.50m, "AED"));
        var left = (await door.GetAsync("coach", $"/api/v1/packages/remaining?client={door.Leila}")).Body.EnumerateArray().Single(item => item.GetProperty("kind").GetString() == "12 sessions");
        (left.GetProperty("sessionsLeft").GetInt32(), left.GetProperty("leftWhenTold").GetInt32(), left.GetProperty("differs").GetBoolean()).ShouldBe((11, 11, true));
        (await door.GetAsync("other", "/api/v1/packages")).Body.GetProperty("items").GetArrayLength().ShouldBe(0);
        (await door.GetAsync("other", $"/api/v1/packages/remaining?client={door.Leila}")).Body.GetArrayLength().ShouldBe(0);
        var id = one.GetProperty("id").GetInt64();
        (await door.GetAsync("coach", $"/api/v1/packages/{id}/versions")).Body.GetArrayLength().ShouldBe(1);
        (await door.GetAsync("other", $"/api/v1/packages/{id}/versions")).Status.ShouldBe(404);
        (await door.GetAsync("service", "/api/v1/packages?status=sold")).Status.ShouldBe(400);
        (await door.GetAsync("service", "/api/v1/packages/remaining")).Status.ShouldBe(400);
        (await door.GetAsync("service", "/api/v1/packages?asOf=2020-01-01T00:00:00Z")).Body.GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_signed_message_of_a_source_is_applied_once()
    {
        var secret = WebhookSignature.NewSecret();
        Environment.SetEnvironmentVariable(SecretStore.Variable(CallSources.SecretName("club")), secret);
        try
        {
            await using var db = await door.OpenAsync();
            await new ChangeSource("club", "mindbody").RunAsync(db, door.Clock.GetUtcNow(), TestContext.Current.CancellationToken);
            const string body = """{"ClientServices": [{"Id": 77, "ClientID": "c-9", "Client": {"Email": "leila@example.com"}, "Name": "8 Sessions", "PaymentDate": "2026-01-01T00:00:00", "ActiveDate": "2026-01-02T00:00:00", "Count": 8, "Remaining": 8, "Returned": false}]}""";
            async Task<(int Status, System.Text.Json.JsonElement Body)> SendAsync(string id)
            {
                var timestamp = door.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
                return await door.AskAsync(null, HttpMethod.Post, "/webhooks/packages/club", body,
                    ("webhook-id", id), ("webhook-timestamp", timestamp), ("webhook-signature", WebhookSignature.Sign(secret, id, timestamp, Encoding.UTF8.GetBytes(body))));
            }
            (await SendAsync("m1")).Body.GetProperty("added").GetInt64().ShouldBe(1);
            (await SendAsync("m1")).Body.GetProperty("again").GetBoolean().ShouldBeTrue();
            (await SendAsync("m2")).Body.GetProperty("unchanged").GetInt64().ShouldBe(1);
            (await db.ExecuteScalarAsync<string>("select status || ' ' || source || ' ' || kind from packages where external_id = '77'")).ShouldBe("ACTIVE club 8 Sessions");
        }
        finally
        {
            Environment.SetEnvironmentVariable(SecretStore.Variable(CallSources.SecretName("club")), null);
        }
    }
}
