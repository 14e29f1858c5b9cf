using ClientVitals.Sources;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

public sealed class OtherSitesTests(OpenDoor door) : IClassFixture<OpenDoor>
{
    private const string Allowed = "https://app.example.com";

    /// <summary>What Supabase's client sends from a browser, as its 2.119 does.</summary>
    private const string Headers = "accept,accept-profile,apikey,authorization,content-profile,content-type,prefer,x-client-info,x-region,x-retry-count";

    private async Task AllowAsync()
    {
        await new ChangeSite(Allowed, Allowed: true).RunAsync(door.Vitals, door.Clock.GetUtcNow(), TestContext.Current.CancellationToken);
        // What is allowed is read again each half minute.
        door.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, string? who, params (string Name, string Value)[] headers)
    {
        using var client = door.As(who);
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private Task<HttpResponseMessage> PreflightAsync(string path, string origin, string method) => AskAsync(HttpMethod.Options, path, null,
        ("Origin", origin), ("Access-Control-Request-Method", method), ("Access-Control-Request-Headers", Headers));

    private static string? Said(HttpResponseMessage answer, string header) => answer.Headers.TryGetValues(header, out var said) ? string.Join(",", said) : null;

    [Theory]
    [InlineData("/functions/v1/analyze-call-patterns", "POST")]
    [InlineData("/rest/v1/rpc/get_pattern_breaks", "POST")]
    [InlineData("/rest/v1/rpc/get_pattern_breaks", "GET")]
    [InlineData("/rest/v1/rpc/get_pattern_breaks", "HEAD")]
    [InlineData("/rest/v1/rpc/get_week_start", "POST")]
    public async Task A_page_of_an_allowed_site_may_send_what_supabases_client_sends_and_another_may_not(string path, string method)
    {
        await AllowAsync();
        using var allowed = await PreflightAsync(path, Allowed, method);
        ((int)allowed.StatusCode).ShouldBe(204);
        Said(allowed, "Access-Control-Allow-Origin").ShouldBe(Allowed);
        Said(allowed, "Access-Control-Allow-Credentials").ShouldBeNull("a cookie is never sent along");
        var may = Said(allowed, "Access-Control-Allow-Headers")!.Split(',', StringSplitOptions.TrimEntries);
        // "accept" may always be sent.
        Headers.Split(',').Where(header => header != "accept").Except(may, StringComparer.OrdinalIgnoreCase).ShouldBeEmpty();
        using var other = await PreflightAsync(path, "https://evil.example", method);
        Said(other, "Access-Control-Allow-Origin").ShouldBeNull();
    }

    [Fact]
    public async Task An_answer_is_shown_to_a_page_of_an_allowed_site_also_when_it_is_a_refusal()
    {
        await AllowAsync();
        foreach (var (path, who, status) in new[]
        {
            ("/rest/v1/rpc/get_pattern_breaks", "service", 200),
            ("/rest/v1/rpc/get_pattern_breaks?days_back=soon", "service", 400),
            ("/rest/v1/rpc/no_such_function", "service", 404),
            ("/rest/v1/rpc/get_pattern_breaks", (string?)null, 401),
        })
        {
            using var allowed = await AskAsync(HttpMethod.Get, path, who, ("Origin", Allowed));
            ((int)allowed.StatusCode).ShouldBe(status, path);
            Said(allowed, "Access-Control-Allow-Origin").ShouldBe(Allowed, path);
            Said(allowed, "Access-Control-Expose-Headers")!.ShouldContain("content-range");
            Said(allowed, "x-correlation-id").ShouldNotBeNullOrEmpty(path);
            using var other = await AskAsync(HttpMethod.Get, path, who, ("Origin", "https://evil.example"));
            Said(other, "Access-Control-Allow-Origin").ShouldBeNull(path);
        }
    }

    [Fact]
    public async Task The_rest_of_the_api_is_open_to_an_allowed_site_too_with_a_key_and_never_with_a_cookie()
    {
        await AllowAsync();
        using var answer = await AskAsync(HttpMethod.Get, "/api/v1/clients", "service", ("Origin", Allowed));
        ((int)answer.StatusCode).ShouldBe(200);
        Said(answer, "Access-Control-Allow-Origin").ShouldBe(Allowed);
        Said(answer, "Access-Control-Allow-Credentials").ShouldBeNull();
        using var preflight = await PreflightAsync("/api/v1/settings", Allowed, "PATCH");
        Said(preflight, "Access-Control-Allow-Methods")!.ShouldContain("PATCH");
        using var other = await PreflightAsync("/api/v1/settings", "https://evil.example", "PATCH");
        Said(other, "Access-Control-Allow-Methods").ShouldBeNull();
    }

    [Fact]
    public async Task A_site_no_longer_allowed_is_refused_within_half_a_minute()
    {
        await AllowAsync();
        using (var before = await PreflightAsync("/rest/v1/rpc/get_week_start", Allowed, "POST"))
            Said(before, "Access-Control-Allow-Origin").ShouldBe(Allowed);
        (await new ChangeSite(Allowed, Allowed: false).RunAsync(door.Vitals, door.Clock.GetUtcNow(), TestContext.Current.CancellationToken)).ShouldBeTrue();
        door.Clock.Advance(TimeSpan.FromSeconds(31));
        using var after = await PreflightAsync("/rest/v1/rpc/get_week_start", Allowed, "POST");
        Said(after, "Access-Control-Allow-Origin").ShouldBeNull();
    }
}
