using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ClientVitals.Tests.Server.Browser;

/// <summary>Half-way down a page somebody sends a form by keyboard: they are still there afterwards, and the hand is on something of it.</summary>
public sealed class PlaceKeptTests(Window window) : IClassFixture<Window>
{
    /// <param name="At">The page.</param>
    /// <param name="Form">The form that is sent, as a selector.</param>
    /// <param name="Said">What the page says then.</param>
    /// <param name="Fields">What is written before.</param>
    private sealed record Act(string At, string Form, string Said, params (string Name, string Value)[] Fields);

    private IEnumerable<Act> Acts()
    {
        var client = $"/clients/{window.Everybody.Door.Leila}";
        yield return new("/settings", "form[action='/settings/business']", "The settings are saved", ("lines", "9"));
        yield return new("/settings", "form[action='/settings/pauses']", "The closure is added", ("from", "2026-05-01"), ("until", "2026-05-03"), ("note", "Eid"));
        yield return new("/settings", "form[action='/settings/own-addresses']", "The list is saved", ("addresses", "ours@house.example"));
        yield return new("/settings", $"form[action='/settings/users/{window.Everybody.Users["closer"]}/door']", "The account is deactivated");
        yield return new("/settings/sources", "form[action='/settings/sites']:has(input[type=url])", "The site's pages can call", ("site", "https://site.example.com"));
        yield return new(client, "#write-note form", "The note is saved", ("note", "Likes mornings"));
        yield return new(client, "#enter-pause form", "The pause is entered", ("from", "2026-05-01"), ("until", "2026-05-02"));
        yield return new(client, "#enter-end form", "The end is entered", ("on", "2027-05-01"));
        yield return new(client, "#log-before form", "The call is logged", ("at", "2026-01-06T09:30"));
        yield return new("/clients?sort=newest", "form[action='/views']", "Mornings", ("name", "Mornings"));
        yield return new("/jobs/daily-housekeeping", "form[action='/jobs/daily-housekeeping/pause']", "The job is paused");
    }

    [Fact]
    public async Task Scroll_focus_and_what_is_unfolded_stay_after_each_form()
    {
        // A low window, so that there is a place to lose on every page.
        await using var seen = await window.OpenAsync("owner", 1280, 260);
        var page = seen.Page;
        var wrong = new List<string>();
        foreach (var act in Acts())
        {
            await page.GotoAsync(act.At);
            var form = page.Locator(act.Form).First;
            await form.EvaluateAsync("form => { for (let one = form.closest('details'); one; one = one.parentElement.closest('details')) one.open = true; }");
            foreach (var (name, value) in act.Fields)
                await form.Locator($"[name={name}]").First.FillAsync(value);
            await form.EvaluateAsync("form => form.scrollIntoView({ block: 'center' })");
            var button = form.Locator("button[type=submit]").First;
            await button.FocusAsync();
            var before = await page.EvaluateAsync<double>("scrollY");
            before.ShouldBeGreaterThan(20, act.Form);
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Locator("main")).ToContainTextAsync(act.Said);
            var after = await page.EvaluateAsync<double>("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(scrollY))))");
            if (Math.Abs(after - before) > 2)
                wrong.Add($"{act.At} {act.Form}: {before} became {after}");
            if (await page.EvaluateAsync<bool>("document.activeElement === document.body"))
                wrong.Add($"{act.At} {act.Form}: the focus is lost");
        }
        wrong.ShouldBeEmpty();
        seen.Complaints.ShouldBeEmpty();
    }
}
