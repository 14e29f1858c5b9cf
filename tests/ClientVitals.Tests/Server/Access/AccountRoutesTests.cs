using System.Net;
using ClientVitals.Access;
using ClientVitals.Server.Security;
using ClientVitals.Settings;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Access;

public sealed class AccountRoutesTests(OpenDoor door) : IClassFixture<OpenDoor>
{
    private const string Word = "four words in a row";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<string> AccountAsync(string email)
    {
        var invited = await new InviteUser(email, "Rana", AppRole.Setter).RunAsync(door.Vitals, door.Clock.GetUtcNow(), Actor.CommandLine("test"), Cancel);
        await new UseLink(invited.Link.Token, Word).RunAsync(door.Vitals, door.Clock.GetUtcNow(), Cancel);
        return email;
    }

    private async Task<string> SessionAsync(string email, string browser) =>
        (await new SignIn(email, Word, IPAddress.Loopback, browser).RunAsync(door.Vitals, door.Clock.GetUtcNow(), Cancel)).ShouldBeOfType<SignInResult.In>().Token;

    private async Task<(int Status, string Page, HttpResponseMessage Response)> SendAsync(
        string path, string? session, Dictionary<string, string>? form = null, string site = "same-origin")
    {
        using var client = door.As(null);
        using var request = new HttpRequestMessage(form is null ? HttpMethod.Get : HttpMethod.Post, path);
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", site);
        if (session is not null)
            request.Headers.TryAddWithoutValidation("Cookie", $"vitals_session={session}");
        if (form is not null)
            request.Content = new FormUrlEncodedContent(form);
        var response = await client.SendAsync(request, Cancel);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancel), response);
    }

    [Fact]
    public async Task The_page_is_for_people_who_are_signed_in()
    {
        var (status, _, response) = await SendAsync("/account", null);
        (status, response.Headers.Location!.ToString()).ShouldBe((302, "/sign-in?to=/account"));
        using var byKey = door.As("owner");
        ((int)(await byKey.GetAsync(new Uri("/account", UriKind.Relative), Cancel)).StatusCode).ShouldBe(302);
        var session = await SessionAsync(await AccountAsync("page@house.example"), "Firefox <b>");
        var page = (await SendAsync("/account", session)).Page;
        page.ShouldContain("page@house.example");
        page.ShouldContain("Firefox &lt;b&gt;");
        page.ShouldContain("This browser");
        // On the business's clock, as every page.
        var zone = (await BusinessSettings.InForceAsync(door.Vitals, Cancel)).Zone;
        page.ShouldContain($"last used {TimeZoneInfo.ConvertTime(door.Clock.GetUtcNow(), zone):HH:mm}<");
    }

    [Fact]
    public async Task A_new_password_needs_the_present_one_and_signs_others_out()
    {
        var email = await AccountAsync("change@house.example");
        var (here, there) = (await SessionAsync(email, "Here"), await SessionAsync(email, "There"));
        var wrong = await SendAsync("/account/password", here, new() { ["present"] = "not the word", ["password"] = "some other words here" });
        (wrong.Status, wrong.Page.Contains("The current password is wrong.", StringComparison.Ordinal)).ShouldBe((422, true));
        (await SendAsync("/account/password", here, new() { ["present"] = Word, ["password"] = "short" })).Status.ShouldBe(422);
        (await SendAsync("/account/password", here, new() { ["present"] = Word, ["password"] = "some other words here" }, "cross-site")).Status.ShouldBe(403);
        var (status, _, response) = await SendAsync("/account/password", here, new() { ["present"] = Word, ["password"] = "some other words here" });
        status.ShouldBe(302);
        var fresh = response.Headers.GetValues("Set-Cookie").Single().Split('=', ';')[1];
        (await SendAsync("/account", there)).Status.ShouldBe(302);
        (await SendAsync("/account", here)).Status.ShouldBe(302);
        (await SendAsync("/account", fresh)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Sessions_end_one_by_one_or_all_the_others_and_nobody_elses()
    {
        var email = await AccountAsync("sessions@house.example");
        var (here, one, two) = (await SessionAsync(email, "Here"), await SessionAsync(email, "One"), await SessionAsync(email, "Two"));
        var stranger = await SessionAsync(await AccountAsync("stranger@house.example"), "Stranger");
        async Task<Guid> IdAsync(string session) => (await FindCaller.BySessionAsync(door.Vitals, session, door.Clock.GetUtcNow(), Cancel))!.SessionId!.Value;
        (await SendAsync("/account/sessions", here, new() { ["only"] = (await IdAsync(stranger)).ToString() })).Status.ShouldBe(302);
        (await SendAsync("/account", stranger)).Status.ShouldBe(200);
        await SendAsync("/account/sessions", here, new() { ["only"] = (await IdAsync(one)).ToString() });
        (await SendAsync("/account", one)).Status.ShouldBe(302);
        (await SendAsync("/account", two)).Status.ShouldBe(200);
        await SendAsync("/account/sessions", here, new() { ["only"] = "" });
        (await SendAsync("/account", two)).Status.ShouldBe(302);
        (await SendAsync("/account", here)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task When_every_turn_is_taken_who_signs_in_is_told_to_come_again()
    {
        var email = await AccountAsync("busy@house.example");
        var turns = door.Services.GetRequiredService<PasswordTurns>();
        var taken = new List<IDisposable>();
        for (var i = 0; i < Math.Max(1, Environment.ProcessorCount / 2); i++)
            taken.Add((await turns.TakeAsync(Cancel)).ShouldNotBeNull());
        var (status, page, response) = await SendAsync("/sign-in", null, new() { ["email"] = email, ["password"] = Word });
        (status, response.Headers.RetryAfter!.ToString(), page.Contains("Try again in 5 seconds", StringComparison.Ordinal)).ShouldBe((503, "5", true));
        taken[0].Dispose();
        taken[0].Dispose();
        (await SendAsync("/sign-in", null, new() { ["email"] = email, ["password"] = Word })).Status.ShouldBe(302);
        taken.ForEach(turn => turn.Dispose());
    }

    [Fact]
    public async Task No_more_passwords_are_looked_at_at_once_than_there_are_turns()
    {
        using var turns = new PasswordTurns(2, TimeSpan.FromMilliseconds(50));
        using var one = await turns.TakeAsync(Cancel);
        var two = await turns.TakeAsync(Cancel);
        (await turns.TakeAsync(Cancel)).ShouldBeNull();
        two!.Dispose();
        two.Dispose();
        using var three = await turns.TakeAsync(Cancel);
        three.ShouldNotBeNull();
        // Given back twice counts as once.
        (await turns.TakeAsync(Cancel)).ShouldBeNull();
    }
}
