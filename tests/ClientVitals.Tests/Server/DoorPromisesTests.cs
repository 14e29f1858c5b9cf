using System.Globalization;
using System.Text.Json.Nodes;
using ClientVitals.Access;
using ClientVitals.Server;
using ClientVitals.Settings;
using ClientVitals.Sources;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

/// <summary>Small promises of the front door, each with its test.</summary>
public sealed class DoorPromisesTests : IClassFixture<Everybody>, IDisposable
{
    private readonly Everybody _everybody;

    public DoorPromisesTests(Everybody everybody)
    {
        _everybody = everybody;
        Environment.SetEnvironmentVariable(SecretStore.Variable(CallSources.SecretName("alike")), WebhookSignature.NewSecret());
    }

    public void Dispose() => Environment.SetEnvironmentVariable(SecretStore.Variable(CallSources.SecretName("alike")), null);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private OpenDoor Door => _everybody.Door;

    [Fact]
    public async Task A_sender_does_not_learn_which_sources_there_are()
    {
        await using (var db = await Door.OpenAsync())
        {
            await new ChangeSource("alike", "columns", true).RunAsync(db, Door.Clock.GetUtcNow(), Cancel);
            await new ChangeSource("alike-paused", "columns", false).RunAsync(db, Door.Clock.GetUtcNow(), Cancel);
            await new ChangeSource("alike-without-secret", "columns", true).RunAsync(db, Door.Clock.GetUtcNow(), Cancel);
        }
        var at = Door.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        foreach (var headers in new (string, string)[][]
        {
            [("webhook-id", "m"), ("webhook-timestamp", at), ("webhook-signature", WebhookSignature.Sign(WebhookSignature.NewSecret(), "m", at, "{}"u8))],
            [("webhook-id", "m"), ("webhook-timestamp", at), ("webhook-signature", "v1,x")],
            [("webhook-id", "m"), ("webhook-timestamp", "1"), ("webhook-signature", "v1,x")],
            [("webhook-id", "m"), ("webhook-timestamp", "soon"), ("webhook-signature", "v1,x")],
            [],
        })
        {
            var answers = new List<string>();
            foreach (var source in new[] { "alike", "alike-paused", "alike-without-secret", "nobody-there" })
            {
                var (status, body) = await Door.AskAsync(null, HttpMethod.Post, $"/webhooks/calls/{source}", "{}", headers);
                answers.Add($"{status} {body.GetProperty("detail").GetString()}");
            }
            answers.Distinct().ShouldHaveSingleItem().ShouldStartWith("401 ");
        }
    }

    [Fact]
    public async Task An_idempotency_key_is_honoured_or_refused_and_never_passed_over()
    {
        var document = JsonNode.Parse(await FrontDoor.OpenApiAsync(Cancel))!;
        var addresses = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Where(o => o.Key is "post" or "put" or "delete" or "patch").Select(o => (Method: o.Key.ToUpperInvariant(), Path: path.Key))).Where(a => a.Path is not ("/api/v1/calls" or "/api/v1/sessions" or "/api/v1/packages" or "/api/v1/payments")).ToList();
        addresses.Count.ShouldBeGreaterThan(10);
        var before = await CountAsync();
        foreach (var (method, path) in addresses)
        {
            var at = path.Replace("{id}", path.Contains("/clients/", StringComparison.Ordinal) ? Door.Leila.ToString() : "1", StringComparison.Ordinal).Replace("{job}", "call-patterns", StringComparison.Ordinal);
            var (status, body) = await Door.AskAsync("service", new HttpMethod(method), at, "{\"addresses\": [\"keyed@example.com\"], \"name\": \"n\", \"email\": \"keyed@house.example\", \"role\": \"COACH\", \"scopes\": [\"read\"], \"purpose\": \"SIGN_IN\", \"answer\": \"CALLED\", \"on\": \"2026-01-05\"}", ("Idempotency-Key", "k"));
            status.ShouldBeOneOf(400, 403, 404);
            if (status == 400)
                body.GetProperty("detail").GetString()!.ShouldContain("Idempotency-Key", Case.Sensitive, $"{method} {path}");
        }
        (await CountAsync()).ShouldBe(before);
        const string Call = """{"client_email": "leila@example.com", "started_at": "2026-01-05T09:00:00Z", "provider_call_id": "keyed"}""";
        (await Door.AskAsync("service", HttpMethod.Post, "/api/v1/calls", Call, ("Idempotency-Key", "k"))).Status.ShouldBe(200);
        const string Session = """{"client_email": "leila@example.com", "starts_at": "2026-01-05T09:00:00Z", "session_id": "keyed", "status": "attended"}""";
        (await Door.AskAsync("service", HttpMethod.Post, "/api/v1/sessions", Session, ("Idempotency-Key", "s"))).Status.ShouldBe(200);
    }

    private async Task<string> CountAsync()
    {
        await using var db = await Door.OpenAdminAsync();
        return (await db.ExecuteScalarAsync<string>("select concat_ws(' ', (select count(*) from clients), (select count(*) from users), (select count(*) from client_pauses), (select count(*) from api_keys), (select count(*) from settings))"))!;
    }

    [Fact]
    public async Task The_document_tells_how_each_address_refuses_and_which_words_may_be_null()
    {
        var document = JsonNode.Parse(await FrontDoor.OpenApiAsync(Cancel))!;
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject())
            {
                foreach (var status in new[] { "400", "401", "403", "429", "503" })
                    document["components"]!["responses"]![((string?)operation!["responses"]![status]?["$ref"] ?? "").Split('/')[^1]]?["content"]?["application/problem+json"].ShouldNotBeNull($"{method} {path} {status}");
            }
        }
        var nullable = 0;
        foreach (var schema in document["components"]!["schemas"]!.AsObject().SelectMany(named => named.Value!["properties"]?.AsObject().Select(member => member.Value) ?? []).OfType<JsonObject>().Where(schema => schema["enum"] is JsonArray words && words.Any(word => word is null)))
        {
            nullable++;
            schema["type"]!.ToJsonString().ShouldContain("null");
        }
        foreach (var named in document["components"]!["schemas"]!.AsObject().Where(named => named.Value!["enum"] is JsonArray words && words.Any(word => word is null)))
        {
            nullable++;
            named.Value!["type"]!.ToJsonString().ShouldContain("null", Case.Sensitive, named.Key);
        }
        nullable.ShouldBeGreaterThan(0);
        var client = document["components"]!["schemas"]!["NewClient"]!["properties"]!;
        ((int)client["firstname"]!["maxLength"]!).ShouldBe(200);
        ((int)client["addresses"]!["items"]!["maxLength"]!).ShouldBe(320);
    }

    [Fact]
    public async Task A_number_without_country_is_read_in_the_region_of_the_settings_by_the_earlier_function_too()
    {
        await using (var admin = await Door.OpenAdminAsync())
            await admin.ExecuteAsync("insert into settings (set_by, business_zone, phone_region) select 'test', business_zone, 'DE' from settings order by version desc limit 1; insert into client_phones (phone, client_id, is_primary) select '+4915112345678', client_id, true from client_emails where email = 'omar@example.com'");
        try
        {
            var (status, body) = await Door.AskAsync("service", HttpMethod.Post, "/functions/v1/analyze-call-patterns", "{\"client_email\": \"0151 12345678\"}");
            status.ShouldNotBe(500);
            (body.TryGetProperty("error", out var error) ? error.GetString()! : "").ShouldNotContain("No client has the address");
            (await ClientVitals.People.FoundClient.ByAsync(Door.Vitals, ClientVitals.Database.DatabaseIdentity.Service, Door.Omar, Cancel))!.Phones.ShouldContain("+4915112345678");
        }
        finally
        {
            await using var admin = await Door.OpenAdminAsync();
            await admin.ExecuteAsync("delete from client_phones where phone = '+4915112345678'; insert into settings (set_by, business_zone, phone_region) select 'test', business_zone, 'AE' from settings order by version desc limit 1");
        }
    }

    [Fact]
    public async Task The_first_owners_link_is_made_once_and_known_to_wait()
    {
        await using var own = await Door.Cluster.CloneAsync(Cancel);
        var now = Door.Clock.GetUtcNow();
        await using (var db = await own.OpenAsync(Cancel))
            (await MakeLink.FirstWaitsAsync(db, now, Cancel)).ShouldBeFalse();
        await MakeLink.FirstOwner.RunAsync(own, now, Actor.CommandLine("test"), Cancel);
        await using (var db = await own.OpenAsync(Cancel))
        {
            (await MakeLink.FirstWaitsAsync(db, now.AddHours(23), Cancel)).ShouldBeTrue();
            (await MakeLink.FirstWaitsAsync(db, now.AddHours(25), Cancel)).ShouldBeFalse();
        }
    }
}
