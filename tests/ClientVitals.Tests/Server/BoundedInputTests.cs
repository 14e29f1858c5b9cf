using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClientVitals.Server;
using ClientVitals.Settings;
using ClientVitals.Sources;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

/// <summary>
/// Every address that takes a body × what no body should be: nothing breaks, and nothing is kept that has no bound.
/// </summary>
public sealed class BoundedInputTests : IClassFixture<Everybody>, IDisposable
{
    private static readonly string Secret = WebhookSignature.NewSecret();

    private readonly Everybody _everybody;
    private readonly List<string> _wrong = [];

    public BoundedInputTests(Everybody everybody)
    {
        _everybody = everybody;
        Environment.SetEnvironmentVariable(SecretStore.Variable(CallSources.SecretName("bounded")), Secret);
    }

    public void Dispose() => Environment.SetEnvironmentVariable(SecretStore.Variable(CallSources.SecretName("bounded")), null);

    private static readonly string Long = new('x', 5_000);
    private static readonly string VeryLong = new('x', 999_000);

    [Fact]
    public async Task No_body_breaks_an_address_and_no_text_without_bound_is_kept()
    {
        var document = JsonNode.Parse(await FrontDoor.OpenApiAsync(TestContext.Current.CancellationToken))!;
        var asked = 0;
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject().Where(pair => pair.Key is "post" or "put"))
            {
                var schema = operation!["requestBody"]?["content"]?["application/json"]?["schema"];
                var fields = Fields(document, schema);
                var bodies = new List<string> { "{}", "null", "[]", "[{}]", "1", new string('[', 2000) + new string(']', 2000) };
                foreach (var field in fields)
                {
                    foreach (var value in new[] { "null", "1", "true", "{}", "[]", "[null]", "\"\"", $"\"{Long}\"", $"\"{VeryLong}\"", $"[\"{Long}\"]", $"[\"{VeryLong}\"]", "\"a\\ud800\"", "[\"\\udc00\"]", "1e400", "123456789012345678901234567890", "\"\\u0000\"" })
                        bodies.Add($"{{\"{field}\": {value}{Rest(fields, field)}}}");
                }
                foreach (var body in bodies)
                {
                    asked++;
                    await AskAsync(method.ToUpperInvariant(), path.Replace("{id}", path.Contains("/clients/", StringComparison.Ordinal) ? _everybody.Door.Leila.ToString() : "1", StringComparison.Ordinal).Replace("{job}", "analyze-call-patterns", StringComparison.Ordinal), Encoding.UTF8.GetBytes(body));
                }
            }
        }
        _wrong.ShouldBeEmpty();
        asked.ShouldBeGreaterThan(400);
        (await LongestAsync()).ShouldBeEmpty();
    }

    /// <summary>What is beside the field, so that the body comes as far as the room.</summary>
    private static string Rest(IReadOnlyList<string> fields, string field)
    {
        var fits = new Dictionary<string, string> { ["addresses"] = "[\"bounded@example.com\"]", ["client_email"] = "\"leila@example.com\"", ["started_at"] = "\"2026-01-01T00:00:00Z\"", ["bought_on"] = "\"2026-01-01\"", ["paid_at"] = "\"2026-01-01T00:00:00Z\"", ["amount"] = "1", ["email"] = "\"bounded@house.example\"", ["name"] = "\"Name\"", ["role"] = "\"COACH\"", ["scopes"] = "[\"read\"]", ["purpose"] = "\"SIGN_IN\"", ["answer"] = "\"CALLED\"" };
        return string.Concat(fields.Where(other => other != field && fits.ContainsKey(other)).Select(other => $", \"{other}\": {fits[other]}"));
    }

    private static List<string> Fields(JsonNode document, JsonNode? schema)
    {
        if (schema is null)
            return [];
        var named = (string?)schema["$ref"] is { } reference ? document["components"]!["schemas"]![reference.Split('/')[^1]]! : schema;
        var fields = named["properties"]!.AsObject().Select(member => member.Key).ToList();
        if (fields is ["packages"])
            return [.. ClientVitals.Packages.PackageFact.Packages.FieldWords, "packages"];
        if (fields is ["payments"])
            return [.. ClientVitals.Payments.PaymentFact.Payments.FieldWords, "payments"];
        return fields is ["calls"] ? ["client_email", "client_phone", "started_at", "logged_at", "direction", "channel", "status", "outcome", "duration_seconds", "staff", "provider_call_id", "firstname", "lastname", "coach", "notes", "unheard_of", "calls"] : fields;
    }

    private async Task<List<string>> LongestAsync()
    {
        await using var db = await _everybody.Door.OpenAdminAsync();
        var columns = await db.QueryAsync<(string Table, string Column)>("select quote_ident(c.relname), quote_ident(a.attname) from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped join pg_type t on t.oid = a.atttypid where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and (t.typcategory = 'S' or t.typname = 'jsonb')");
        var found = new List<string>();
        foreach (var (table, column) in columns.ToList())
        {
            var longest = await db.ExecuteScalarAsync<int>($"select coalesce(max(length({column}::text)), 0) from public.{table}");
            // What a delivery changed is kept as the whole row was, which is as long as its fields together.
            var most = (table, column) switch
            {
                ("call_records", "notes") => FieldLimits.CallNotes,
                // Ours, and an owner's later: checked before it is kept.
                ("health_scorecards", "definition") => 20_000,
                ("delivery_changes", "before") => FieldLimits.CallNotes + 8000,
                _ => 4000,
            };
            if (longest > most)
                found.Add($"{table}.{column}: {longest}");
        }
        return found;
    }

    [Fact]
    public async Task A_client_without_an_address_is_not_made()
    {
        var door = _everybody.Door;
        var before = await CountAsync("clients");
        foreach (var (body, says) in new[]
        {
            ("{}", "addresses is missing; send it."), ("{\"addresses\": null}", "addresses is missing; send it."), ("{\"firstname\": \"Ann\"}", "addresses is missing; send it."),
            ("{\"addresses\": []}", "A client needs an e-mail or a phone number, so that calls can be matched; give at least one."),
            ($"{{\"addresses\": [\"long@example.com\"], \"firstname\": \"{new string('x', 201)}\"}}", "firstname has 201 characters; at most 200 are allowed. Shorten it."),
            ("{\"addresses\": [\"long@example.com\"], \"coach\": \"a\\u0000\"}", "coach contains the character NUL; leave it out."),
        })
        {
            var (status, answer) = await door.AskAsync("service", HttpMethod.Post, "/api/v1/clients", body);
            status.ShouldBe(400, body);
            answer.GetProperty("detail").GetString().ShouldBe(says);
        }
        (await CountAsync("clients")).ShouldBe(before);
        (await door.AskAsync("service", HttpMethod.Post, "/api/v1/clients", $"{{\"addresses\": [\"long@example.com\"], \"firstname\": \"{new string('x', 200)}\"}}")).Status.ShouldBe(201);
    }

    [Fact]
    public async Task A_signed_message_that_is_no_text_is_refused_with_a_sentence_and_can_be_looked_at()
    {
        await using (var db = await _everybody.Door.OpenAsync())
            await new ChangeSource("bounded", "columns", true).RunAsync(db, _everybody.Door.Clock.GetUtcNow(), TestContext.Current.CancellationToken);
        foreach (var (id, body) in new (string, byte[])[]
        {
            ("high", "{\"client_email\": \"leila@example.com\", \"started_at\": \"2026-01-01T00:00:00Z\", \"notes\": \"a\\ud800\"}"u8.ToArray()),
            ("low", "{\"client_email\": \"\\udc00@example.com\", \"started_at\": \"2026-01-01T00:00:00Z\"}"u8.ToArray()),
            ("name", "{\"client_email\": \"leila@example.com\", \"started_at\": \"2026-01-01T00:00:00Z\", \"\\ud800\": \"x\"}"u8.ToArray()),
            ("nul", "{\"client_email\": \"leila@example.com\", \"started_at\": \"2026-01-01T00:00:00Z\", \"notes\": \"a\\u0000b\"}"u8.ToArray()),
            ("bytes", [.. "{\"client_email\": \"leila@example.com\", \"started_at\": \"2026-01-01T00:00:00Z\", \"notes\": \""u8, 0xC3, 0x28, 0xFF, .. "\"}"u8]),
            ("utf16", Encoding.Unicode.GetBytes("{\"client_email\": \"leila@example.com\"}")),
            ("long", Encoding.UTF8.GetBytes($"{{\"client_email\": \"leila@example.com\", \"started_at\": \"2026-01-01T00:00:00Z\", \"notes\": \"{VeryLong}\"}}")),
            ("longid", Encoding.UTF8.GetBytes($"{{\"client_email\": \"leila@example.com\", \"started_at\": \"2026-01-01T00:00:00Z\", \"provider_call_id\": \"{Long}\"}}")),
        })
        {
            var (status, text) = await SendAsync($"msg_{id}", body);
            status.ShouldBe(400, $"{id}: {text}");
            JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString()!.Length.ShouldBeGreaterThan(20);
            await using var db = await _everybody.Door.OpenAsync();
            (await db.ExecuteScalarAsync<int>("select count(*)::int from deliveries d join delivery_rejects r on r.delivery_id = d.id where d.name = @name and d.state = 'failed'", new { name = $"message msg_{id}" })).ShouldBe(1, id);
        }
        var (refused, said) = await SendAsync(new string('i', 201), "{}"u8.ToArray());
        refused.ShouldBe(400);
        said.ShouldContain("webhook-id has 201 characters; at most 200 are taken.");
        (await SendAsync(new string('i', 200), "{\"client_email\": \"leila@example.com\", \"started_at\": \"2026-01-01T00:00:00Z\"}"u8.ToArray())).Status.ShouldBe(200);
        (await LongestAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/sign-in?to=/%ff", 400)]
    [InlineData("/sign-in?to=/%ed%a0%80", 400)]
    [InlineData("/sign-in?to=%2Fclients%3Fsearch%3D%C3%BC", 200)]
    [InlineData("/clients?search=%c3%28", 400)]
    [InlineData("/clients?search=a%00b", 400)]
    [InlineData("/%ff%fe", 400)]
    [InlineData("/api/v1/clients?search=%f0%28%8c%28", 400)]
    public async Task An_address_of_bytes_that_are_no_text_is_refused(string path, int expected)
    {
        var (status, _, text, response) = await _everybody.AskAsync(HttpMethod.Get, path, null, _everybody.Shown("owner"));
        using (response)
            status.ShouldBe(expected, text);
    }

    [Fact]
    public async Task Where_to_go_after_a_form_may_be_written_in_any_letters()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["to"] = "/clients?search=Zoë&coach=日本", ["name"] = "Üben", ["place"] = "/clients", ["filters"] = "search=Zoë" });
        var bytes = await form.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        foreach (var path in new[] { "/views/keep", "/clients/views", "/views" })
        {
            var (status, _, text, response) = await _everybody.AskAsync(HttpMethod.Post, path, Form(bytes), _everybody.Shown("owner"));
            using (response)
                status.ShouldBeLessThan(500, path + text);
        }
        ClientVitals.Server.Web.LocalAddress.Of("/clients?search=Zoë&coach=日本").ShouldBe("/clients?search=Zo%C3%AB&coach=%E6%97%A5%E6%9C%AC");
        ClientVitals.Server.Web.LocalAddress.Of("/a?b=%C3%AB&c").ShouldBe("/a?b=%C3%AB&c");
        ClientVitals.Server.Web.LocalAddress.Of("/\ud800").ShouldBe("/%EF%BF%BD");
        ClientVitals.Server.Web.LocalAddress.Of("//evil.example").ShouldBe("/");
        ClientVitals.Server.Web.LocalAddress.Of("/" + Long).ShouldBe("/");
    }

    private async Task<long> CountAsync(string table)
    {
        await using var db = await _everybody.Door.OpenAdminAsync();
        return await db.ExecuteScalarAsync<long>($"select count(*) from {table}");
    }

    private async Task<(int Status, string Text)> SendAsync(string id, byte[] body)
    {
        var timestamp = _everybody.Door.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        var (status, _, text, response) = await _everybody.AskAsync(HttpMethod.Post, "/webhooks/calls/bounded", content,
            [("webhook-id", id), ("webhook-timestamp", timestamp), ("webhook-signature", WebhookSignature.Sign(Secret, id, timestamp, body))]);
        response.Dispose();
        return (status, text);
    }

    private static ByteArrayContent Form(byte[] bytes) => new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") } };

    private async Task AskAsync(string method, string path, byte[] body)
    {
        var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        var (status, _, text, response) = await _everybody.AskAsync(new HttpMethod(method), path, content, _everybody.Shown("owner"));
        using (response)
        {
            if (status >= 500 && _wrong.Count < 40)
                _wrong.Add($"{method} {path} {Encoding.UTF8.GetString(body)[..Math.Min(body.Length, 120)]}: {status} {text}");
        }
    }
}
