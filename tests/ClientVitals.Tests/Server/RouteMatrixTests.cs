using System.Text;
using ClientVitals.Server;
using Microsoft.AspNetCore.Routing;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

/// <summary>
/// Each address × each caller. What is expected is written here by hand, never read from the routes: an address that lets in somebody
/// else must change a line here, and one without a line fails.
/// </summary>
public sealed partial class RouteMatrixTests(Everybody everybody) : IClassFixture<Everybody>
{
    private static readonly Dictionary<string, string[]> Lines = Matrix.Split('\n').Skip(1)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .ToDictionary(words => words[0] + " " + words[1], words => words[2..]);

    [Fact]
    public async Task Each_caller_gets_from_each_address_what_is_written_here_and_nothing_else()
    {
        (await RoutesAsync()).Order(StringComparer.Ordinal).ShouldBe(Lines.Keys.Order(StringComparer.Ordinal), "write a line for each address");
        var wrong = new List<string>();
        foreach (var (route, expected) in Lines)
        {
            expected.Length.ShouldBe(Everybody.Who.Length, route);
            for (var i = 0; i < expected.Length; i++)
            {
                var (status, rows, _, response) = await AskAsync(route, everybody.Shown(Everybody.Who[i]));
                response.Dispose();
                var found = rows is { } count ? $"{status}:{count}" : $"{status}";
                if (found != expected[i])
                    wrong.Add($"{Everybody.Who[i]} at {route}: {found}, expected {expected[i]}");
            }
            // Who signed out must come back for the next line.
            if (route == "POST /sign-out")
                await everybody.SignInAgainAsync();
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cookie_that_another_site_sends_along_changes_nothing_at_any_address()
    {
        var cookie = everybody.Shown("owner")[0];
        var wrong = new List<string>();
        var asked = 0;
        foreach (var route in Lines.Keys.Where(route => !route.StartsWith("GET ", StringComparison.Ordinal) && !route.StartsWith("HEAD ", StringComparison.Ordinal)))
        {
            // The signature, and nobody's cookie, lets a message in; signing out answers the same, and is asked below.
            if (route is "POST /webhooks/calls/{source}" or "POST /webhooks/{entity}/{source}" or "POST /sign-out")
                continue;
            foreach (var (name, value) in new[]
            {
                ("Origin", "https://evil.example"), ("Origin", "null"), ("Origin", "http://127.0.0.1"), ("Sec-Fetch-Site", "cross-site"),
                ("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Site", "nonsense"), ("X-Nothing", "neither of the two"),
            })
            {
                asked++;
                var (status, _, _, response) = await AskAsync(route, [cookie, (name, value)]);
                response.Dispose();
                if (status != 403)
                    wrong.Add($"{route} with {name}: {value} → {status}");
            }
            var (both, _, _, second) = await AskAsync(route, [cookie, ("Origin", everybody.Door.Address.GetLeftPart(UriPartial.Authority)), ("Sec-Fetch-Site", "cross-site")]);
            second.Dispose();
            if (both != 403)
                wrong.Add($"{route} with an origin of our own, and cross-site → {both}");
        }
        wrong.ShouldBeEmpty();
        asked.ShouldBeGreaterThan(100);
        (await AskAsync("POST /sign-out", [cookie, ("Sec-Fetch-Site", "cross-site")])).Response.Dispose();
        (await AskAsync("GET /api/v1/me", [cookie])).Status.ShouldBe(200, "still signed in");
        (await AskAsync("PATCH /api/v1/settings", [cookie, ("Origin", everybody.Door.Address.GetLeftPart(UriPartial.Authority))])).Status.ShouldBe(400, "by our own origin it is let in");
    }

    [Fact]
    public async Task Another_method_or_content_type_is_said_to_anyone_who_asks()
    {
        var owner = everybody.Shown("owner");
        using var put = (await everybody.AskAsync(HttpMethod.Put, "/api/v1/clients", null, owner)).Response;
        ((int)put.StatusCode).ShouldBe(405);
        using var text = new StringContent("addresses", Encoding.UTF8, "text/plain");
        var (status, _, said, response) = await everybody.AskAsync(HttpMethod.Post, "/api/v1/clients", text, owner);
        response.Dispose();
        status.ShouldBe(415);
        said.ShouldContain("must be JSON");
    }

    private async Task<List<string>> RoutesAsync()
    {
        await using var app = FrontDoor.Build(everybody.Door.Vitals, ServeAt.Default with { Port = 0 }, TimeProvider.System);
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"])
                .Select(method => $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}"))];
    }

    private async Task<(int Status, int? Rows, string Text, HttpResponseMessage Response)> AskAsync(string route, (string Name, string Value)[] shown)
    {
        var (method, pattern) = (route.Split(' ')[0], route.Split(' ')[1]);
        var (body, query) = Sent.GetValueOrDefault(route, ("{}", ""));
        var id = pattern.Contains("/clients/", StringComparison.Ordinal) ? everybody.Door.Leila
            : pattern.EndsWith("}/sign-out", StringComparison.Ordinal) ? everybody.Users["closer"]
            : Guid.Parse("99999999-9999-4999-8999-999999999999");
        var path = pattern.Replace("{id:guid}", id.ToString(), StringComparison.Ordinal)
            .Replace("{id:long}", "1", StringComparison.Ordinal)
            .Replace("{item:long}", "999999", StringComparison.Ordinal)
            .Replace("{act:long}", "999999", StringComparison.Ordinal)
            .Replace("{change:long}", "999999", StringComparison.Ordinal)
            .Replace("{pause:long}", "1", StringComparison.Ordinal)
            .Replace("{note:long}", "1", StringComparison.Ordinal)
            .Replace("{end:long}", "1", StringComparison.Ordinal)
            .Replace("{set:long}", "1", StringComparison.Ordinal)
            .Replace("{override:long}", "1", StringComparison.Ordinal)
            .Replace("{call:guid}", "00000000-0000-0000-0000-000000000001", StringComparison.Ordinal)
            .Replace("{documentName}", "v1", StringComparison.Ordinal)
            .Replace("rpc/{name}", "rpc/get_pattern_breaks", StringComparison.Ordinal)
            .Replace("v1/{name}", "v1/daily-report", StringComparison.Ordinal)
            .Replace("{name}", "nothing.css", StringComparison.Ordinal)
            .Replace("{token}", "nothing", StringComparison.Ordinal)
            .Replace("{job}", "nothing", StringComparison.Ordinal)
            .Replace("{token:guid}", "00000000-0000-0000-0000-000000000001", StringComparison.Ordinal)
            .Replace("{source}", "nothing", StringComparison.Ordinal);
        HttpContent? content = method is "GET" or "HEAD" ? null
            : pattern is "/sign-in" or "/link/{token}" ? new FormUrlEncodedContent(new Dictionary<string, string> { ["email"] = "nobody@example.com", ["password"] = "nothing" })
            : new StringContent(body, Encoding.UTF8, "application/json");
        return await everybody.AskAsync(new HttpMethod(method), path + query, content, shown);
    }
}
