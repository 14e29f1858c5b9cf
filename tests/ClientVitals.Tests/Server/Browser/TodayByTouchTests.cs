using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ClientVitals.Tests.Server.Browser;

/// <summary>Today is worked off with a thumb on a phone, while a colleague watches.</summary>
public sealed class TodayByTouchTests(Window window) : IClassFixture<Window>
{
    /// <summary>Pixels: what a thumb hits.</summary>
    private const double Target = 44;

    private static readonly string[] Words = ["No answer", "Reached", "All good", "Client left"];

    [Fact]
    public async Task A_coach_works_today_to_zero_by_touch_and_the_place_stays_where_it_was()
    {
        await SixBreaks.MakeAsync(window.Everybody.Door);
        await using var coach = await window.OpenAsync("coach", 390, 844, touch: true);
        await using var owner = await window.OpenAsync("owner");
        var (page, watching) = (coach.Page, owner.Page);
        await watching.Locator("html[data-live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Expect(page.Locator("h1")).ToHaveTextAsync("7 clients to contact today");
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue("nothing is wider than the phone");
        (await SmallAsync(page, ".line")).ShouldBeEmpty();
        var names = (await page.Locator(".line a.name").AllTextContentsAsync()).Select(name => name.Trim()).ToList();

        for (var place = 0; place < names.Count; place++)
        {
            var (name, word) = (names[place], Words[place % Words.Length]);
            var row = page.Locator(".line", new() { HasText = name });
            var outcome = page.Locator($"summary[aria-label=\"Outcome: {name}\"]");
            await outcome.ScrollIntoViewIfNeededAsync();
            // Opened, nothing has moved: neither the row nor the one below it.
            var rows = await PlacesAsync(page);
            await outcome.TapAsync();
            await Expect(row.Locator(".outcomes")).ToHaveAttributeAsync("open", "");
            (await PlacesAsync(page)).ShouldBe(rows, 1, "nothing but the whole page moves");
            (await SmallAsync(page, ".outcomes[open]")).ShouldBeEmpty();
            if (place == 0)
                await coach.PictureAsync("today-outcomes-phone-light");
            var scrolled = await ScrolledAsync(page);
            await page.GetByRole(AriaRole.Button, new() { Name = $"{word}: {name}" }).TapAsync();
            await Expect(page.Locator("h1")).ToHaveTextAsync((names.Count - 1 - place) switch { 0 => "Nobody to contact today", 1 => "One client to contact today", var left => $"{left} clients to contact today" });
            await Expect(page.Locator(".line.done", new() { HasText = name })).ToContainTextAsync($"{word} by coach");
            await Expect(watching.Locator(".line.done", new() { HasText = name })).ToContainTextAsync($"{word} by coach");
            // The page is shorter now; within that it is where it was.
            var most = await page.EvaluateAsync<double>("document.documentElement.scrollHeight - innerHeight");
            (await ScrolledAsync(page)).ShouldBe(Math.Min(scrolled, most), 1, $"after {word} of {name}");
        }
        await Expect(page.GetByText("All done for today")).ToBeVisibleAsync();
        await Expect(watching.Locator("h1")).ToHaveTextAsync("One client to contact today");

        // Undo is a tap too, and the row is to be contacted again for both.
        await page.GetByRole(AriaRole.Button, new() { Name = $"Undo: {names[0]}" }).TapAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("One client to contact today");
        await Expect(watching.Locator("h1")).ToHaveTextAsync("2 clients to contact today");
        coach.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_has_to_be_said_more_is_said_by_touch_and_what_is_refused_stays_beside_its_field()
    {
        await SixBreaks.MakeAsync(window.Everybody.Door);
        await using var coach = await window.OpenAsync("coach", 390, 844, touch: true);
        var page = coach.Page;
        await page.Locator("summary[aria-label=\"Outcome: Queue3 Client\"]").TapAsync();
        await page.Locator("summary[aria-label=\"Snooze until …: Queue3 Client\"]").TapAsync();
        var until = page.GetByLabel("Due again on: Queue3 Client");
        await until.EvaluateAsync("field => { field.removeAttribute('min'); field.value = '2025-01-01'; }");
        var scrolled = await ScrolledAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Snooze: Queue3 Client" }).TapAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The day must be 2026-01-08 to");
        await Expect(until).ToHaveValueAsync("2025-01-01");
        (await ScrolledAsync(page)).ShouldBe(scrolled, 1);
        await until.FillAsync("2026-01-12");
        await page.GetByRole(AriaRole.Button, new() { Name = "Snooze: Queue3 Client" }).TapAsync();
        await Expect(page.Locator(".line.done")).ToContainTextAsync("Snoozed until");

        // Outcomes that are open close when somebody taps elsewhere, and only those of one row are open.
        await page.Locator("summary[aria-label=\"Outcome: Queue1 Client\"]").TapAsync();
        await page.Locator("h1").TapAsync();
        await Expect(page.Locator(".outcomes[open]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_open_while_a_colleague_acts_stays_open_as_it_was_and_every_button_does_what_it_says()
    {
        await SixBreaks.MakeAsync(window.Everybody.Door);
        await using var coach = await window.OpenAsync("coach", 390, 844, touch: true);
        await using var owner = await window.OpenAsync("owner");
        var page = coach.Page;
        await page.Locator("html[data-live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.Locator("summary[aria-label=\"Outcome: Queue3 Client\"]").TapAsync();
        var buttons = "[...document.querySelectorAll('.outcomes[open] button')].map(one => one.textContent.trim() + '=' + one.value)";
        await page.Locator(".outcomes[open] button").First.WaitForAsync();
        var before = await page.EvaluateAsync<string[]>(buttons);
        await page.EvaluateAsync("document.querySelector('.outcomes[open] textarea').value = 'Half a note'");
        await owner.Page.Locator("summary[aria-label=\"Outcome: Queue1 Client\"]").ClickAsync();
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "No answer: Queue1 Client" }).ClickAsync();
        await Expect(page.Locator(".line.done", new() { HasText = "Queue1 Client" })).ToContainTextAsync("No answer by owner");
        (await page.EvaluateAsync<string[]>(buttons)).ShouldBe(before);
        (await page.EvaluateAsync<string>("document.querySelector('.outcomes[open] textarea').value")).ShouldBe("Half a note");
        await page.GetByRole(AriaRole.Button, new() { Name = "Reached: Queue3 Client" }).TapAsync();
        await Expect(page.Locator(".line.done", new() { HasText = "Queue3 Client" })).ToContainTextAsync("Reached by coach");
    }

    /// <summary>How far the page is scrolled, once it has come to rest: what was opened is brought into sight by a movement.</summary>
    private static Task<double> ScrolledAsync(IPage page) => page.EvaluateAsync<double>("""
        async () => {
          let last = scrollY;
          for (let still = 0; still < 10; still = scrollY === last ? still + 1 : 0) {
            last = scrollY;
            await new Promise(requestAnimationFrame);
          }
          return last;
        }
        """);

    /// <summary>Where each row is on the page, wherever it is scrolled to: read in one go, as the page may still be moving.</summary>
    private static Task<double[]> PlacesAsync(IPage page) => page.EvaluateAsync<double[]>("[...document.querySelectorAll('.line')].map(row => row.getBoundingClientRect().top + scrollY)");

    /// <summary>What can be tapped within this and is smaller than a thumb.</summary>
    private static Task<string[]> SmallAsync(IPage page, string within) => page.EvaluateAsync<string[]>("""
        ([within, target]) => [...document.querySelectorAll(within + " :is(a, button, summary, input:not([type=hidden]), select, textarea)")]
          .filter(one => one.checkVisibility())
          .map(one => ({ one, box: one.getBoundingClientRect() }))
          .filter(({ box }) => box.height < target - .5)
          .map(({ one, box }) => `${one.getAttribute("aria-label") ?? one.textContent.trim()}: ${box.height}`)
        """, new object[] { within, Target });
}
