using System.Net;
using System.Text.RegularExpressions;
using ClientVitals.Access;
using ClientVitals.Server;
using ClientVitals.Server.Mail;
using ClientVitals.Server.Rooms.Notices;
using ClientVitals.Server.Web;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Mail;

/// <summary>The door's letters: who forgot the password, who is invited.</summary>
public sealed partial class MailingTests(OpenDoor door) : IClassFixture<OpenDoor>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<WebApplication> ServeAsync(TinyMailServer? server, Uri? publicUrl = null, IReadOnlyList<System.Net.IPNetwork>? proxies = null)
    {
        var app = FrontDoor.Build(door.Vitals, ServeAt.Default with
        {
            Port = 0,
            PublicUrl = publicUrl,
            BehindProxy = proxies ?? [],
            Mail = server is null ? null : SmtpAddress.Read($"smtp://127.0.0.1:{server.Port}?from=vitals@example.com"),
        }, door.Clock);
        await app.StartAsync(Cancel);
        return app;
    }

    private static async Task<(int Status, string Page)> SendAsync(WebApplication app, string path, Dictionary<string, string>? form = null, string? cookie = null, string? host = null)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(form is null ? HttpMethod.Get : HttpMethod.Post, new Uri(new Uri(app.Urls.Single()), path));
        request.Headers.Host = host;
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        if (cookie is not null)
            request.Headers.TryAddWithoutValidation("Cookie", cookie);
        if (form is not null)
            request.Content = new FormUrlEncodedContent(form);
        using var response = await client.SendAsync(request, Cancel);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<string> AccountAsync(string email)
    {
        var invited = await new InviteUser(email, "Rana", AppRole.Admin).RunAsync(door.Vitals, door.Clock.GetUtcNow(), Actor.CommandLine("test"), Cancel);
        await new UseLink(invited.Link.Token, "four words in a row").RunAsync(door.Vitals, door.Clock.GetUtcNow(), Cancel);
        return email;
    }

    [Fact]
    public async Task Who_forgot_the_password_gets_a_link_and_the_answer_is_the_same_for_everybody()
    {
        await using var server = new TinyMailServer();
        await using var app = await ServeAsync(server);
        var email = await AccountAsync("forgot@house.example");
        var nobody = await SendAsync(app, "/forgot", new() { ["email"] = "nobody@house.example" });
        var nonsense = await SendAsync(app, "/forgot", new() { ["email"] = "nonsense" });
        // The Host is the caller's to choose: of another name nothing is asked, and no mail goes out.
        (await SendAsync(app, "/forgot", new() { ["email"] = email }, host: "evil.example")).Status.ShouldBe(421);
        var known = await SendAsync(app, "/forgot", new() { ["email"] = " Forgot@House.Example " });
        known.Status.ShouldBe(200);
        nobody.ShouldBe(known);
        nonsense.ShouldBe(known);
        var (head, text) = await server.NextAsync(Cancel);
        head.ShouldContain(email);
        text.ShouldNotContain("evil");
        var link = Link().Match(text);
        link.Groups[1].Value.ShouldBe(app.Urls.Single());
        (await SendAsync(app, $"/link/{link.Groups[2].Value}", new() { ["password"] = "four other words here" })).Status.ShouldBe(302);
        server.Letters.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_many_who_ask_for_one_address_three_in_an_hour_are_answered_by_mail()
    {
        await using var server = new TinyMailServer();
        await using var app = await ServeAsync(server, new Uri("https://vitals.example.com"));
        var email = await AccountAsync("often@house.example");
        for (var i = 0; i < 6; i++)
            (await SendAsync(app, "/forgot", new() { ["email"] = email })).Status.ShouldBe(200);
        for (var i = 0; i < 3; i++)
            (await server.NextAsync(Cancel)).Text.ShouldContain("https://vitals.example.com/link/");
        // A later one, for another, comes after all of those that were asked before it.
        await AccountAsync("later@house.example");
        await SendAsync(app, "/forgot", new() { ["email"] = "later@house.example" });
        (await server.NextAsync(Cancel)).Head.ShouldContain("later@house.example");
    }

    /// <summary>Breaks once, in a way nobody thought of.</summary>
    private sealed class BreaksOnce(TimeProvider then) : TimeProvider
    {
        private int _asked;

        public override DateTimeOffset GetUtcNow() => Interlocked.Increment(ref _asked) == 1 ? throw new NotSupportedException("no time") : then.GetUtcNow();
    }

    [Fact]
    public async Task Whatever_breaks_for_one_the_next_is_written_to()
    {
        await using var server = new TinyMailServer();
        await using var app = await ServeAsync(server, new Uri("https://vitals.example.com"));
        var email = await AccountAsync("next@house.example");
        using var mailing = new Mailing(
            app.Services.GetRequiredService<MailServer>(), app.Services.GetRequiredService<NoticeSender>(), app.Services.GetRequiredService<Links>(), door.Vitals, new BreaksOnce(door.Clock), NullLogger<Mailing>.Instance);
        await mailing.StartAsync(Cancel);
        mailing.AskForReset("first@house.example");
        mailing.AskForReset(email);
        (await server.NextAsync(Cancel)).Head.ShouldContain(email);
        await mailing.StopAsync(Cancel);
    }

    [Fact]
    public async Task Where_nothing_can_be_mailed_the_page_says_so_and_no_link_is_made()
    {
        await using var app = await ServeAsync(null);
        (await SendAsync(app, "/forgot")).Page.ShouldContain("This server sends no mail");
        var email = await AccountAsync("silent@house.example");
        (await SendAsync(app, "/forgot", new() { ["email"] = email })).Page.ShouldContain("This server sends no mail");
        await using var server = new TinyMailServer();
        // Behind a proxy, and nobody said how people reach it.
        await using var hidden = await ServeAsync(server, proxies: [System.Net.IPNetwork.Parse("10.0.0.0/8")]);
        (await SendAsync(hidden, "/forgot", new() { ["email"] = email })).Page.ShouldContain("This server sends no mail");
        await using var db = await door.OpenAsync();
        (await db.ExecuteScalarAsync<int>("select count(*)::int from user_links l join users u on u.id = l.user_id where u.email = @email and l.purpose = 'password_reset'", new { email })).ShouldBe(0);
    }

    [Fact]
    public async Task An_invitation_is_mailed_or_it_is_said_why_not()
    {
        await using var server = new TinyMailServer();
        await using var app = await ServeAsync(server, new Uri("https://vitals.example.com"));
        var manager = await AccountAsync("manager@house.example");
        var entered = (await new SignIn(manager, "four words in a row", IPAddress.Loopback, null).RunAsync(door.Vitals, door.Clock.GetUtcNow(), Cancel)).ShouldBeOfType<SignInResult.In>();
        var body = await InviteAsync(app, entered.Token, "new@house.example");
        body.ShouldContain("\"mailed\":true");
        var (head, text) = await server.NextAsync(Cancel);
        head.ShouldContain("new@house.example");
        text.ShouldContain("Hello Nadia,");
        text.ShouldContain("https://vitals.example.com/link/");
        server.Refuses = true;
        body = await InviteAsync(app, entered.Token, "another@house.example");
        body.ShouldContain("\"mailed\":false");
        body.ShouldContain("refused");
        body.ShouldContain("https://vitals.example.com/link/");
    }

    private static async Task<string> InviteAsync(WebApplication app, string session, string email)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(app.Urls.Single()), "/api/v1/users"));
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        request.Headers.TryAddWithoutValidation("Cookie", $"vitals_session={session}");
        request.Content = new StringContent($$"""{"email": "{{email}}", "name": "Nadia", "role": "ADMIN"}""", System.Text.Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request, Cancel);
        var answer = await response.Content.ReadAsStringAsync(Cancel);
        ((int)response.StatusCode).ShouldBe(201, answer);
        return answer;
    }

    [GeneratedRegex(@"(http://[0-9.:]+)/link/(\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
