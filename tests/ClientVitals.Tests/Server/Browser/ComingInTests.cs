using System.Text.RegularExpressions;
using ClientVitals.Access;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ClientVitals.Tests.Server.Browser;

/// <summary>Before the door: an invitation, a first password, a wrong one, a forgotten one; with a script and without, and looked at by Axe.</summary>
public sealed class ComingInTests(Window window) : IClassFixture<Window>
{
    private const string Password = "three unrelated words";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("desktop", 1280, false, true)]
    [InlineData("phone", 360, true, true)]
    [InlineData("plain", 360, false, false)]
    public async Task A_coach_is_invited_sets_a_password_and_comes_back_with_it(string look, int width, bool dark, bool script)
    {
        // A browser keeps no cookie of the test's clock: it is followed by its answers.
        var door = window.Everybody.Door;
        await using var seen = await window.OpenAsync("nobody", width, 900, dark, script);
        var page = seen.Page;
        await Expect(page).ToHaveURLAsync(new Regex("/sign-in"));
        await LookAsync(seen, $"sign-in-{look}", script);

        var email = $"{look}@house.example";
        var invited = await new InviteUser(email, "Ida <b>Invited</b>", AppRole.Coach, "Sara").RunAsync(door.Vitals, door.Clock.GetUtcNow(), Actor.CommandLine("test"), Cancel);
        await page.GotoAsync($"/link/{invited.Link.Token}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Welcome, Ida <b>Invited</b>");
        await LookAsync(seen, $"invitation-{look}", script);
        await page.GetByLabel("New password").FillAsync("short");
        await page.Locator("input[name=password]").EvaluateAsync("field => field.removeAttribute('minlength')");
        await page.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("10");
        await LookAsync(seen, $"invitation-refused-{look}", script);
        await page.GetByLabel("New password").FillAsync(Password);
        await SentAsync(page, "/link/", 302);
        // Used once, it is over.
        await page.GotoAsync($"/link/{invited.Link.Token}");
        await Expect(page.Locator("main")).ToContainTextAsync(new Regex("used|over", RegexOptions.IgnoreCase));
        await LookAsync(seen, $"link-over-{look}", script);

        await page.GotoAsync("/sign-in?to=%2Fclients");
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync("not the password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(page.GetByLabel("E-mail")).ToHaveValueAsync(email);
        await LookAsync(seen, $"sign-in-refused-{look}", script);
        await page.GetByLabel("Password").FillAsync(Password);
        await SentAsync(page, "/sign-in", 302);

        await page.GotoAsync("/forgot");
        await LookAsync(seen, $"forgot-{look}", script);
        seen.Complaints.Where(said => !Regex.IsMatch(said, "status of 4(00|01|10|22)")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_api_is_there_to_be_read()
    {
        await using var seen = await window.OpenAsync("owner", at: "/api/docs");
        await Expect(seen.Page.GetByText("/api/v1/clients", new() { Exact = true }).First).ToBeVisibleAsync();
        await seen.PictureAsync("api-desktop-light");
        seen.Complaints.ShouldBeEmpty();
    }

    private static async Task SentAsync(IPage page, string to, int status)
    {
        var answer = await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button).First.ClickAsync(), answer => answer.Request.Method == "POST" && answer.Url.Contains(to, StringComparison.Ordinal));
        answer.Status.ShouldBe(status);
        answer.Headers.ShouldContainKey("location");
    }

    private static async Task LookAsync(Window.Seen seen, string look, bool script)
    {
        await seen.PictureAsync(look);
        // Without scripts none can be asked, not even from outside.
        if (script)
            (await Axe.FaultsAsync(seen.Page, look)).ShouldBeEmpty();
    }
}
