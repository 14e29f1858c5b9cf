using ClientVitals.Server;
using ClientVitals.Server.Web;
using Dapper;
using Microsoft.AspNetCore.Routing;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

public sealed class AccessMiddlewareTests(OpenDoor door) : IClassFixture<OpenDoor>
{
    [Fact]
    public async Task Every_address_says_whom_it_lets_in()
    {
        await using var app = FrontDoor.Build(door.Vitals, ServeAt.Default with { Port = 0 }, TimeProvider.System);
        var endpoints = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        endpoints.Count.ShouldBeGreaterThan(20);
        endpoints.Where(endpoint => !EndpointAccess.IsGuarded(endpoint)).Select(endpoint => endpoint.RoutePattern.RawText).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/api/v1/clients")]
    [InlineData("/api/v1/calls")]
    [InlineData("/api/v1/call-patterns/breaks")]
    [InlineData("/api/v1/settings")]
    [InlineData("/api/v1/users")]
    [InlineData("/api/v1/live")]
    public async Task Nobody_gets_nothing(string path)
    {
        var (status, body) = await door.GetAsync(null, path);
        status.ShouldBe(401);
        body.GetProperty("detail").GetString().ShouldBe("Sign in, or send a key as Authorization: Bearer.");
        (await door.AskAsync(null, HttpMethod.Get, path, null, ("Authorization", "Bearer cv_12345678_nonsense"))).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData("owner", 2)]
    [InlineData("service", 2)]
    [InlineData("coach", 1)]
    [InlineData("other", 1)]
    [InlineData("setter", 2)]
    public async Task Each_sees_the_clients_of_their_own_book(string who, int clients)
    {
        var (status, body) = await door.GetAsync(who, "/api/v1/clients");
        status.ShouldBe(200);
        body.GetProperty("items").GetArrayLength().ShouldBe(clients);
    }

    [Fact]
    public async Task Another_coachs_client_is_not_there_to_read_or_to_change()
    {
        (await door.GetAsync("other", $"/api/v1/clients/{door.Leila}")).Status.ShouldBe(404);
        (await door.GetAsync("other", $"/api/v1/call-patterns/clients/{door.Leila}")).Status.ShouldBe(404);
        (await door.PostAsync("other", $"/api/v1/clients/{door.Leila}/pauses", new { from = "2026-01-10" })).Status.ShouldBe(404);
        (await door.PostAsync("coach", $"/api/v1/clients/{door.Leila}/pauses", new { from = "2026-01-10", until = "2026-01-12" })).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("coach", "PATCH", "/api/v1/settings", 403)]
    [InlineData("coach", "POST", "/api/v1/call-patterns/analyze", 403)]
    [InlineData("setter", "GET", "/api/v1/settings", 403)]
    [InlineData("owner", "GET", "/api/v1/users", 403)]
    [InlineData("service", "GET", "/api/v1/users", 403)]
    public async Task What_a_role_or_a_key_may_not_is_said(string who, string method, string path, int expected) =>
        (await door.AskAsync(who, new HttpMethod(method), path, new { })).Status.ShouldBe(expected);

    [Theory]
    [InlineData("/api/v1/clients", 200)]
    [InlineData("/api/v1/clients?after=nonsense", 400)]
    [InlineData("/nowhere", 404)]
    [InlineData("/forgot", 200)]
    public async Task Each_answer_carries_the_headers_that_keep_it_safe(string path, int status)
    {
        using var response = await door.As("owner").GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(status);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("unsafe");
        response.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        response.Headers.Contains("Server").ShouldBeFalse();
        response.Headers.GetValues("x-correlation-id").Single().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task What_is_not_there_and_what_cannot_be_understood_are_sentences()
    {
        (await door.GetAsync("owner", "/api/v1/nothing")).Status.ShouldBe(404);
        var (status, body) = await door.PostAsync("owner", "/api/v1/clients", "{");
        status.ShouldBe(400);
        body.GetProperty("detail").GetString()!.ShouldStartWith("The body does not fit this address");
        (await door.PostAsync("owner", "/api/v1/clients", new { addresses = new[] { "a@example.com" }, firstname = "x\0y" })).Status.ShouldBe(400);
        (await door.GetAsync("owner", "/api/v1/clients?size=0")).Status.ShouldBe(400);
        (await door.GetAsync("owner", "/api/v1/clients?size=x")).Status.ShouldBe(400);
        (await door.GetAsync("owner", "/api/v1/clients?after=nonsense")).Status.ShouldBe(400);
        (await door.GetAsync("owner", "/api/v1/call-patterns/breaks?status=SLEEPY")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Whether_visits_count_is_changed_by_who_manages_and_is_on_record()
    {
        foreach (var (who, status) in new[] { ("coach", 403), ("setter", 403), ("owner", 200) })
            (await door.AskAsync(who, HttpMethod.Patch, "/api/v1/settings", new { countsVisits = true })).Status.ShouldBe(status, who);
        var (_, settings) = await door.GetAsync("owner", "/api/v1/settings");
        settings.GetProperty("countsVisits").GetBoolean().ShouldBeTrue();
        await using var db = await door.Vitals.OpenAdminAsync(TestContext.Current.CancellationToken);
        (await db.ExecuteScalarAsync<long>("select count(*) from audit_log where action = 'settings_changed' and subject = @subject", new { subject = $"settings:{settings.GetProperty("version").GetInt32()}" })).ShouldBe(1);
        // The same again is no change, and what is not given stays.
        (await door.AskAsync("owner", HttpMethod.Patch, "/api/v1/settings", new { countsVisits = true })).Body.GetProperty("version").GetInt32().ShouldBe(settings.GetProperty("version").GetInt32());
        (await door.AskAsync("owner", HttpMethod.Patch, "/api/v1/settings", new { linesADay = 12 })).Body.GetProperty("countsVisits").GetBoolean().ShouldBeTrue();
        (await door.AskAsync("owner", HttpMethod.Patch, "/api/v1/settings", new { countsVisits = false })).Body.GetProperty("countsVisits").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Settings_changed_by_somebody_else_in_between_are_not_lost()
    {
        var (_, settings) = await door.GetAsync("owner", "/api/v1/settings");
        var tag = $"\"{settings.GetProperty("version").GetInt32()}\"";
        (await door.AskAsync("owner", HttpMethod.Get, "/api/v1/settings", null, ("If-None-Match", tag))).Status.ShouldBe(304);
        (await door.AskAsync("owner", HttpMethod.Patch, "/api/v1/settings", new { linesADay = 9 }, ("If-Match", tag))).Status.ShouldBe(200);
        (await door.AskAsync("owner", HttpMethod.Patch, "/api/v1/settings", new { linesADay = 8 }, ("If-Match", tag))).Status.ShouldBe(412);
        (await door.GetAsync("owner", "/api/v1/settings")).Body.GetProperty("linesADay").GetInt32().ShouldBe(9);
        tag = $"\"{(await door.GetAsync("owner", "/api/v1/settings")).Body.GetProperty("version").GetInt32()}\"";
        var all = await Task.WhenAll(Enumerable.Range(10, 20).Select(lines =>
            door.AskAsync("owner", HttpMethod.Patch, "/api/v1/settings", new { linesADay = lines }, ("If-Match", tag))));
        all.Count(one => one.Status == 200).ShouldBe(1);
    }
}
