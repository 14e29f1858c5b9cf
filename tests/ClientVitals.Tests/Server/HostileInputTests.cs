using System.Buffers.Text;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClientVitals.Server;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

/// <summary>
/// What no address expects, at every address: each parameter and each member of a body that the API's own document names is given each
/// of the nasty values. Answered or refused with a sentence, never broken.
/// </summary>
public sealed partial class HostileInputTests(Everybody everybody) : IClassFixture<Everybody>
{
    /// <summary>Texts that have broken programs before; each may be kept where a text is kept.</summary>
    private static readonly string[] Texts =
    [
        "O'Brien; drop table clients; --", "\" or \"\"=\"", "{{7*7}}", "${7*7}", "{0}", "<script>alert(1)</script>", "=1+1", "%00%0a", "../../etc/passwd", "a\tb\r\nc",
        "مرحبا\u202E بالعالم", "\u202Eevil", "Ẑ̸̢͝a̵l̷g̶o̴", "👩\u200D👩\u200D👧\u200D👦🏳️\u200D🌈", "𝒳 astral", "﷽", "İstanbul ß ﬁ", "null", "undefined", "NaN", "true", "-0", "１２３", "日本語", "\u0001\u001b[31m", "\uFEFFbom", "\\u0000",
    ];

    /// <summary>Further ones, as raw JSON.</summary>
    private static readonly string[] Values =
    [
        "null", "true", "[]", "{}", "[null]", "[[[[1]]]]", "{\"a\": {\"b\": 1}}", "\"\"", "\" \"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00x\"", "\"\\ud800\\ud800\"",
        "0", "-1", "-0", "0.1", "1e308", "9e999", "-9e999", "2147483648", "9223372036854775807", "9223372036854775808", "1" + new string('0', 400), "1.00000000000000000000000000000000001",
        "\"0001-01-01\"", "\"9999-12-31\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"0001-01-01T00:00:00Z\"",
        "\"2026-02-30\"", "\"2026-01-01T25:00:00Z\"", "\"infinity\"", "\"-infinity\"", "\"now\"", "\"-0001-01-01\"", "\"294277-01-01T00:00:00Z\"",
        "\"00000000-0000-0000-0000-000000000000\"", "\"OWNER\"", "\"owner\"", "\"away\"", "1e1",
    ];

    private static readonly string Long = new('x', 100_000);

    private static IEnumerable<string> AllValues => [.. Texts.Select(text => JsonSerializer.Serialize(text)), .. Values, JsonSerializer.Serialize(Long)];

    /// <summary>Each address of the document: method, path, parameters of the address, members of the body with something that fits.</summary>
    private sealed record Place(string Method, string Path, List<string> Query, List<string> InPath, JsonObject? Body)
    {
        public string At(Guid client, string? odd = null, string? value = null) => InPath.Aggregate(Path, (path, name) => path.Replace(
            $"{{{name}}}", name == odd ? value : Path.Contains("/clients/", StringComparison.Ordinal) ? client.ToString() : Path.Contains("deliveries", StringComparison.Ordinal) || Path.Contains("answers", StringComparison.Ordinal) ? "1" : "99999999-9999-4999-8999-999999999999",
            StringComparison.Ordinal));
    }

    private int _asked;
    private readonly List<string> _wrong = [];

    [Fact]
    public async Task Each_parameter_and_each_member_of_each_address_takes_what_is_hostile_or_refuses_it_with_a_sentence()
    {
        var member = 0;
        foreach (var place in await PlacesAsync())
        {
            foreach (var name in place.Query)
                await EachAsync(text => AskAsync(place.Method, $"{place.At(everybody.Door.Leila)}?{name}={TextIn(text)}", Fitting(place)));
            foreach (var name in place.InPath)
                await EachAsync(text => AskAsync(place.Method, place.At(everybody.Door.Leila, name, TextIn(text)), Fitting(place)));
            foreach (var name in place.Body?.Select(one => one.Key).ToList() ?? [])
                await EachAsync(value => AskAsync(place.Method, place.At(everybody.Door.Leila), With(place.Body!, name, value)));
        }
        _wrong.ShouldBeEmpty();
        _asked.ShouldBeGreaterThan(3000);

        async Task EachAsync(Func<string, Task> ask)
        {
            member++;
            foreach (var (at, value) in AllValues.Index())
            {
                if (Thorough.Tries(at, member))
                    await ask(value);
            }
        }
        static string TextIn(string value) => Uri.EscapeDataString(TextOf(value)[..Math.Min(TextOf(value).Length, 7000)]);
    }

    [Fact]
    public async Task An_invalid_body_is_refused_with_a_sentence_at_each_address()
    {
        var deep = new string('[', 100_000) + new string(']', 100_000);
        byte[][] bodies =
        [
            [], " "u8.ToArray(), "null"u8.ToArray(), "[]"u8.ToArray(), "\"text\""u8.ToArray(), "1e999"u8.ToArray(), "{"u8.ToArray(), "{}{}"u8.ToArray(), "{'a': 1}"u8.ToArray(),
            "{\"a\": 1,}"u8.ToArray(), "// comment\n{}"u8.ToArray(), [0xEF, 0xBB, 0xBF, .. "{}"u8], [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00], "{\"a\": \"\xC3\x28\"}"u8.ToArray(), [.. "{\"name\": \""u8, 0xC3, 0x28, 0xFF, .. "\"}"u8],
            [0, 0, 0, 0], Encoding.UTF8.GetBytes(deep), Encoding.UTF8.GetBytes("{\"a\":" + deep + "}"), Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 5000))),
            "{\"name\": \"a\", \"name\": \"b\", \"NAME\": \"c\", \"from\": \"2026-01-01\", \"from\": 1}"u8.ToArray(), "{\"__proto__\": {\"a\": 1}, \"constructor\": null, \"\": 1}"u8.ToArray(),
        ];
        var places = await PlacesAsync();
        foreach (var (turn, place) in places.Where(place => place.Method != "GET").Index())
        {
            foreach (var (at, body) in bodies.Index())
            {
                await AskAsync(place.Method, place.At(everybody.Door.Leila), body);
                if (!Thorough.Tries(at, turn))
                    continue;
                await AskAsync(place.Method, place.At(everybody.Door.Leila), body, "text/plain");
                await AskAsync(place.Method, place.At(everybody.Door.Leila), body, null);
                await AskAsync(place.Method, place.At(everybody.Door.Leila), body, "application/json; charset=utf-16");
                await AskAsync(place.Method, place.At(everybody.Door.Leila), body, "multipart/form-data; boundary=x");
            }
            await AskAsync(place.Method, place.At(everybody.Door.Leila), Encoding.UTF8.GetBytes($"{{\"a\": \"{new string('x', 6 << 20)}\"}}"));
        }
        _wrong.ShouldBeEmpty();
        _asked.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task A_forged_mark_of_a_page_is_refused_whatever_is_in_it()
    {
        var id = everybody.Door.Leila.ToString();
        var marks = new List<string> { "x", "====", "W10", Long[..3000], Base64Url.EncodeToString("{}"u8), Base64Url.EncodeToString([0xFF, 0xFE]) };
        foreach (var values in new[] { "\"a\"", "1", "null", "{}", "[]", "true", "1e999", "-1", "9223372036854775808", "0.5", "\"\\u0000\"", "\"\\ud800\"", "\"2026-01-01T00:00:00Z\"", "\"0001-01-01T00:00:00+14:00\"", $"\"{id}\"" })
        {
            foreach (var last in new[] { "\"a\"", "1", "null", "{}", "1e999", "9223372036854775807", $"\"{id}\"" })
                marks.AddRange(new[] { $"[{values}]", $"[{values}, {last}]", $"[{values}, {values}, {last}]" }.Select(text => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text))));
        }
        var places = (await PlacesAsync()).Where(place => place.Query.Contains("after") && place.Query.Contains("size")).ToList();
        places.Count.ShouldBe(15);
        foreach (var mark in marks)
        {
            foreach (var place in places)
                await AskAsync("GET", $"{place.At(everybody.Door.Leila)}?after={mark}", null);
        }
        _wrong.ShouldBeEmpty();
        // Text where the list's own cursors have a number.
        foreach (var (path, mark) in new[]
        {
            ("/api/v1/deliveries", "[\"a\"]"), ("/api/v1/deliveries/1/rejects", "[1, \"a\"]"), ("/api/v1/calls", "[1, 1]"), ("/api/v1/calls", "[\"2026-01-01T00:00:00Z\", \"a\"]"),
            ("/api/v1/sessions", "[1, 1]"), ("/api/v1/sessions", "[\"2026-01-01T00:00:00Z\", \"a\"]"),
            ("/api/v1/packages", "[1, 1]"), ("/api/v1/packages", "[\"2026-01-01\", \"a\"]"), ("/api/v1/packages", "[\"2026-13-01\", 1]"),
            ("/api/v1/packages/renewals", $"[1, \"a\", \"{id}\"]"), ("/api/v1/packages/renewals", "[\"2026-01-01\", \"a\", 1]"), ("/api/v1/payments/failed", "[1, 1]"), ("/api/v1/payments/failed", "[\"2026-01-01T00:00:00Z\", \"a\"]"),
            ("/api/v1/people", "[\"a\"]"), ("/api/v1/payments", "[1, 1]"), ("/api/v1/payments", "[\"2026-01-01T00:00:00Z\", \"a\"]"),
            ("/api/v1/clients", "[\"a\", \"b\"]"), ("/api/v1/clients", $"[1, \"{id}\"]"), ("/api/v1/call-patterns/breaks", $"[\"1\", 1, \"{id}\"]"), ("/api/v1/call-patterns/breaks", $"[1, \"1\", \"{id}\"]"),
            ("/api/v1/call-patterns/breaks", $"[4294967297, 1, \"{id}\"]"),
        })
        {
            var (status, body) = await everybody.Door.GetAsync("service", $"{path}?after={Base64Url.EncodeToString(Encoding.UTF8.GetBytes(mark))}");
            status.ShouldBe(400, $"{path} {mark}");
            body.GetProperty("detail").GetString().ShouldBe("The cursor is not from this list; start again without it.");
        }
    }

    [Fact]
    public async Task A_text_that_may_be_kept_comes_back_as_it_was()
    {
        var door = everybody.Door;
        for (var i = 0; i < Texts.Length; i++)
        {
            var text = Texts[i];
            var address = string.Create(CultureInfo.InvariantCulture, $"text{i}@example.com");
            var (status, made) = await door.PostAsync("service", "/api/v1/clients", new { addresses = new[] { address }, firstname = text, lastname = "x" });
            status.ShouldBe(201, text);
            var id = made.GetProperty("id").GetGuid();
            (await door.GetAsync("service", $"/api/v1/clients/{id}")).Body.GetProperty("firstname").GetString().ShouldBe(text.Trim(), text);
            (await door.PostAsync("service", $"/api/v1/clients/{id}/pauses", new { from = "2026-02-01", until = "2026-02-03", note = text })).Status.ShouldBe(200, text);
            (await door.GetAsync("service", $"/api/v1/clients/{id}/pauses")).Body.EnumerateArray()
                .Single(pause => pause.GetProperty("clientEmail").GetString() == address).GetProperty("note").GetString().ShouldBe(text);
            (await door.PostAsync("service", "/api/v1/calls", new { client_email = address, started_at = "2026-01-02T10:00:00Z", notes = text })).Body.GetProperty("added").GetInt32().ShouldBe(1, text);
            (await door.GetAsync("service", $"/api/v1/calls?client={id}")).Body.GetProperty("items")[0].GetProperty("notes").GetString().ShouldBe(text.Trim(), text);
        }
    }

    private async Task<List<Place>> PlacesAsync()
    {
        var document = JsonNode.Parse(await FrontDoor.OpenApiAsync(TestContext.Current.CancellationToken))!;
        var found = new List<Place>();
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject())
            {
                var parameters = operation!["parameters"]?.AsArray().Select(p => (In: (string)p!["in"]!, Name: (string)p["name"]!)).ToList() ?? [];
                var schema = operation["requestBody"]?["content"]?["application/json"]?["schema"];
                found.Add(new(
                    method.ToUpperInvariant(), path, [.. parameters.Where(p => p.In == "query").Select(p => p.Name)],
                    [.. parameters.Where(p => p.In == "path").Select(p => p.Name)], schema is null ? null : Body(path, document, schema)));
            }
        }
        found.Count.ShouldBeGreaterThan(30);
        found.Count(place => place.Body is not null).ShouldBeGreaterThan(10);
        return found;
    }

    /// <summary>Each member that the document names, with null, or what must be there.</summary>
    private static JsonObject Body(string path, JsonNode document, JsonNode schema)
    {
        if (path == "/api/v1/calls")
            return JsonNode.Parse("""{"client_email": "leila@example.com", "client_phone": null, "started_at": "2026-01-01T00:00:00Z", "logged_at": null, "direction": null, "channel": null, "status": null, "outcome": null, "duration_seconds": null, "staff": null, "provider_call_id": null, "firstname": null, "lastname": null, "coach": null, "notes": null, "calls": null}""")!.AsObject();
        var named = (string?)schema["$ref"] is { } reference ? document["components"]!["schemas"]![reference.Split('/')[^1]]! : schema;
        var fits = new Dictionary<string, JsonNode?>
        {
            ["addresses"] = new JsonArray("new@example.com"),
            ["email"] = "hostile@house.example",
            ["name"] = "Name",
            ["role"] = "COACH",
            ["scopes"] = new JsonArray("read"),
            ["purpose"] = "SIGN_IN",
            ["answer"] = "CALLED",
        };
        return new(named["properties"]!.AsObject().Select(member => KeyValuePair.Create(member.Key, fits.GetValueOrDefault(member.Key)?.DeepClone())));
    }

    private static byte[]? Fitting(Place place) => place.Body is { } body ? Encoding.UTF8.GetBytes(body.ToJsonString()) : null;

    private static byte[] With(JsonObject body, string name, string value) =>
        Encoding.UTF8.GetBytes("{" + string.Join(", ", body.Select(member => $"\"{member.Key}\": {(member.Key == name ? value : member.Value?.ToJsonString() ?? "null")}")) + "}");

    private static string TextOf(string value)
    {
        if (!value.StartsWith('"'))
            return value;
        try
        {
            return JsonSerializer.Deserialize<string>(value)!;
        }
        catch (JsonException)
        {
            return "\uFFFD" + value;
        }
    }

    private static string Ascii(string text) => string.Concat(text.Where(letter => letter is > ' ' and < '\x7F')) is { Length: > 0 } ascii ? ascii[..Math.Min(ascii.Length, 5000)] : "x";

    /// <summary>The status; 0 where the line was closed.</summary>
    private async Task<int> AskAsync(string method, string path, byte[]? body, string? type = "application/json", params (string Name, string Value)[] headers)
    {
        _asked++;
        var content = body is null ? null : new ByteArrayContent(body);
        if (content is not null && type is not null)
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        try
        {
            var (status, _, text, response) = await everybody.AskAsync(new HttpMethod(method), path, content, headers.Length > 0 ? headers : everybody.Shown("owner"));
            using (response)
            {
                // NUL in an address is refused before anybody of ours hears of it.
                if (path.Split('?')[0].Contains("%00", StringComparison.Ordinal) && status == 400)
                    return status;
                if (status >= 500 && status != 501)
                    Wrong($"broke with {status}");
                else if (status >= 400 && method != "HEAD" && !Says(text))
                    Wrong($"{status} without a sentence: {text}");
                else if (!response.Headers.Contains("x-correlation-id") || !response.Headers.Contains("X-Content-Type-Options"))
                    Wrong($"{status} without the headers of every answer");
                return status;
            }
        }
        catch (HttpRequestException error)
        {
            // Kestrel may close the line on a body far too large while it is still being sent.
            if (body is not { Length: > 5 << 20 })
                Wrong(error.Message);
            return 0;
        }
        void Wrong(string what)
        {
            if (_wrong.Count < 60)
                _wrong.Add($"{method} {path[..Math.Min(path.Length, 120)]} {(body is null ? "" : Encoding.UTF8.GetString(body[..Math.Min(body.Length, 300)]))} {type}: {what}");
        }
    }

    /// <summary>Whether an answer tells the reader something: a problem's detail, PostgREST's message, a function's error, or a page.</summary>
    private static bool Says(string text)
    {
        if (text.StartsWith("<!DOCTYPE", StringComparison.Ordinal))
            return true;
        try
        {
            using var read = JsonDocument.Parse(text);
            return new[] { "detail", "message", "error" }.Any(name => read.RootElement.TryGetProperty(name, out var said) && said.GetString() is { Length: > 10 });
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
