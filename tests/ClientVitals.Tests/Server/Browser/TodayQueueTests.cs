using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ClientVitals.Tests.Server.Browser;

/// <summary>Today is worked off in a real browser, while others work on it too.</summary>
public sealed class TodayQueueTests(Window window) : IClassFixture<Window>
{
    [Fact]
    public async Task A_coach_works_today_to_zero_by_keyboard_and_a_colleague_sees_it_happen()
    {
        await SixBreaks.MakeAsync(window.Everybody.Door);
        await using var coach = await window.OpenAsync("coach");
        await using var owner = await window.OpenAsync("owner");
        var (page, watching) = (coach.Page, owner.Page);
        await watching.Locator("html[data-live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Expect(page.Locator("h1")).ToHaveTextAsync("7 clients to contact today");
        await Expect(watching.Locator("h1")).ToHaveTextAsync("8 clients to contact today");
        await Expect(page.Locator(".rail .count")).ToHaveTextAsync("7 waiting");
        var names = await page.Locator(".line a.name").AllTextContentsAsync();

        // No answer on the first: the hand is on the next row, nothing scrolled, the order is what it was, and the colleague sees it.
        await page.Keyboard.PressAsync("j");
        var scrolled = await page.EvaluateAsync<double>("scrollY");
        await page.Keyboard.PressAsync("2");
        await Expect(page.Locator("h1")).ToHaveTextAsync("6 clients to contact today");
        await Expect(watching.Locator("h1")).ToHaveTextAsync("7 clients to contact today");
        await Expect(watching.Locator(".line.done")).ToContainTextAsync("No answer by coach");
        await Expect(page.Locator(".rail .count")).ToHaveTextAsync("6 waiting");
        await Expect(page.Locator(".line a.name").Nth(1)).ToBeFocusedAsync();
        (await page.Locator(".line a.name").AllTextContentsAsync()).Select(name => name.Trim()).ShouldBe(names.Select(name => name.Trim()));
        (await page.EvaluateAsync<double>("scrollY")).ShouldBe(scrolled);

        // The error is beside its field, and what was written stays.
        await page.Keyboard.PressAsync("6");
        var until = page.Locator(".line:focus-within input[name=until]").Nth(1);
        await Expect(until).ToBeFocusedAsync();
        await until.EvaluateAsync("field => { field.removeAttribute('min'); field.value = '2025-01-01'; }");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The day must be 2026-01-08 to");
        await Expect(until).ToHaveValueAsync("2025-01-01");
        await until.FillAsync("2026-01-12");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h1")).ToHaveTextAsync("5 clients to contact today");
        await Expect(page.Locator(".line a.name").Nth(2)).ToBeFocusedAsync();

        // Back to it by k and undone by u: the hand is on that row.
        await page.Keyboard.PressAsync("k");
        await page.Keyboard.PressAsync("u");
        await Expect(page.Locator("h1")).ToHaveTextAsync("6 clients to contact today");
        await Expect(page.Locator(".line a.name").Nth(1)).ToBeFocusedAsync();

        // The colleague is first with the very row that the coach is on: the focus stays there, and no key meets the next client.
        await owner.OutcomeAsync("All good", names[1].Trim());
        await Expect(page.Locator("h1")).ToHaveTextAsync("5 clients to contact today");
        await Expect(page.Locator(".line.done", new() { HasText = names[1].Trim() })).ToContainTextAsync("All good by");
        await Expect(page.Locator(".line a.name").Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("1");
        await Expect(page.Locator("h1")).ToHaveTextAsync("5 clients to contact today");
        await page.Keyboard.PressAsync("j");

        for (var left = 4; left >= 0; left--)
        {
            await Expect(page.Locator(".line:not([data-done]) a.name:focus")).ToHaveCountAsync(1);
            await page.Keyboard.PressAsync(left % 2 == 0 ? "1" : "3");
            await Expect(page.Locator("h1")).ToHaveTextAsync(left switch { 0 => "Nobody to contact today", 1 => "One client to contact today", _ => $"{left} clients to contact today" });
        }
        await Expect(page.GetByText("All done for today")).ToBeVisibleAsync();
        await coach.PictureAsync("today-done-desktop-light");
        await page.Locator("#done-today summary").ClickAsync();
        await Expect(page.Locator("#done-today li")).ToHaveCountAsync(7);
        await Expect(watching.Locator("h1")).ToHaveTextAsync("One client to contact today");
        coach.Complaints.Where(said => !said.Contains("400", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_asked_for_before_an_act_is_not_shown_after_it()
    {
        await SixBreaks.MakeAsync(window.Everybody.Door);
        await using var coach = await window.OpenAsync("coach");
        await using var owner = await window.OpenAsync("owner");
        var (page, watching) = (coach.Page, owner.Page);
        await page.Locator("html[data-live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        // After the first act the page's address stays the same from act to act.
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("2");
        await Expect(page.Locator("h1")).ToHaveTextAsync("6 clients to contact today");
        await Expect(watching.Locator(".line.done")).ToHaveCountAsync(1);

        // A refresh after a colleague's act is on its way for long: what it brings is older than the coach's own act.
        var (asked, answer, shown) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        var held = false;
        await page.RouteAsync(new Regex("/\\?since="), async route =>
        {
            if (held || route.Request.Method != "GET")
            {
                await route.ContinueAsync();
                return;
            }
            var text = await (await route.FetchAsync()).TextAsync();
            held = text.Contains("5 clients to contact", StringComparison.Ordinal);
            if (held)
            {
                asked.SetResult();
                await answer.Task;
            }
            await route.FulfillAsync(new() { Status = 200, ContentType = "text/html; charset=utf-8", Body = text });
            if (held)
            {
                shown.SetResult();
            }
        });
        // Clients as urgent as each other stand in the order of their ids: the colleague takes the last, never the one under the coach's hand.
        await owner.OutcomeAsync("No answer", (await page.Locator(".line:not([data-done]) a.name").Last.TextContentAsync())!.Trim());
        await asked.Task;
        await page.Keyboard.PressAsync("1");
        await Expect(page.Locator("h1")).ToHaveTextAsync("4 clients to contact today");
        await Expect(page.Locator(".line:not([data-done]) a.name:focus")).ToHaveCountAsync(1);
        await page.EvaluateAsync("""
            window.headlines = [];
            new MutationObserver(() => window.headlines.push(document.querySelector("h1").textContent)).observe(document.body, { childList: true, subtree: true, characterData: true })
            """);
        answer.SetResult();
        await shown.Task;
        await Expect(page.Locator(".line.done")).ToHaveCountAsync(3);
        await page.Keyboard.PressAsync("1");
        await Expect(page.Locator("h1")).ToHaveTextAsync("3 clients to contact today");
        (await page.EvaluateAsync<string[]>("window.headlines")).ShouldNotContain("5 clients to contact today");
    }

    [Fact]
    public async Task An_owner_hands_a_client_over_and_the_coach_sees_it_at_once_and_has_it_under_mine()
    {
        await SixBreaks.MakeAsync(window.Everybody.Door);
        await using var coach = await window.OpenAsync("coach");
        await using var owner = await window.OpenAsync("owner");
        var (page, watching) = (owner.Page, coach.Page);
        await watching.Locator("html[data-live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Expect(watching.GetByRole(AriaRole.Navigation, new() { Name = "Whose" })).ToHaveCountAsync(0);
        var row = page.Locator(".line", new() { HasText = "Queue2 Client" });

        // To an admin: it is no longer the coach's own, and stays in everybody's.
        await page.Locator("summary[aria-label=\"Outcome: Queue2 Client\"]").ClickAsync();
        await page.Locator("summary[aria-label=\"Hand over to …: Queue2 Client\"]").ClickAsync();
        var offered = await page.GetByLabel("Colleague: Queue2 Client").Locator("option").AllTextContentsAsync();
        offered.ShouldContain("coach");
        offered.ShouldNotContain("other", "who does not see the client is not offered");
        await page.GetByLabel("Colleague: Queue2 Client").SelectOptionAsync("Admin");
        await page.GetByRole(AriaRole.Button, new() { Name = "Hand over: Queue2 Client" }).ClickAsync();
        await Expect(row).ToContainTextAsync("For Admin, handed over by owner");
        await Expect(watching.Locator(".line", new() { HasText = "Queue2 Client" })).ToContainTextAsync("For Admin, handed over by owner");
        var whose = watching.GetByRole(AriaRole.Navigation, new() { Name = "Whose" });
        await Expect(whose).ToContainTextAsync("Everybody's 7");
        await whose.GetByRole(AriaRole.Link, new() { Name = "Mine 6" }).ClickAsync();
        await Expect(watching.Locator("h1")).ToHaveTextAsync("6 clients to contact today");

        // An act on one's own list leads back to it, and so does an undo.
        await coach.OutcomeAsync("Reached", "Queue1 Client");
        await Expect(watching.Locator("h1")).ToHaveTextAsync("5 clients to contact today");
        (await watching.EvaluateAsync<string>("location.search")).ShouldContain("whose=mine");

        // Undone by the owner it is the coach's again, without a reload.
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo the handing over: Queue2 Client" }).ClickAsync();
        await Expect(watching.Locator("h1")).ToHaveTextAsync("6 clients to contact today");
        await Expect(row).Not.ToContainTextAsync("For Admin");
        owner.Complaints.ShouldBeEmpty();
        coach.Complaints.ShouldBeEmpty();
    }
}
