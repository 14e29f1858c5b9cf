using System.Text.RegularExpressions;
using ClientVitals.Tests.Calls;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ClientVitals.Tests.Server.Browser;

/// <summary>A page that is fresh by itself, and never under somebody's hands.</summary>
public sealed class FreshPagesTests(Window window) : IClassFixture<Window>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>From here on this page is told what changes: its stream has shown a sign of life.</summary>
    private static Task IsToldAsync(IPage page) => page.Locator("html[data-live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    [Fact]
    public async Task A_call_that_arrives_is_on_the_client_s_page_without_a_hand_being_moved()
    {
        var door = window.Everybody.Door;
        await using var seen = await window.OpenAsync("owner", at: $"/clients/{door.Omar}");
        var calls = seen.Page.Locator("section", new() { Has = seen.Page.GetByRole(AriaRole.Heading, new() { Name = "What happened" }) }).Locator(".happened li");
        var count = await calls.CountAsync();
        await IsToldAsync(seen.Page);
        var (status, _) = await door.PostAsync("service", "/api/v1/calls", new { calls = new[] { new Dictionary<string, string> { ["client_email"] = "omar@example.com", ["started_at"] = door.Clock.GetUtcNow().AddMinutes(-90).ToString("O", System.Globalization.CultureInfo.InvariantCulture) } } });
        status.ShouldBe(200);
        await Expect(calls.Filter(new() { HasText = "07:32" })).ToHaveCountAsync(1);
        count.ShouldBe(20);
    }

    [Fact]
    public async Task A_page_that_refreshes_itself_stays_where_it_is_while_the_server_is_broken()
    {
        var door = window.Everybody.Door;
        await using var seen = await window.OpenAsync("owner", at: $"/clients/{door.Omar}");
        await IsToldAsync(seen.Page);
        await seen.Page.EvaluateAsync("() => window.stays = true");
        await seen.Page.RouteAsync($"**/clients/{door.Omar}", route => route.FulfillAsync(new() { Status = 503, ContentType = "text/html", Body = "<title>Broken</title><p>Broken</p>" }));
        (await ChangedAsync()).Status.ShouldBe(503);
        await Expect(seen.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Omar Aziz");
        await seen.Page.UnrouteAsync($"**/clients/{door.Omar}");
        (await ChangedAsync()).Status.ShouldBe(200);
        (await seen.Page.EvaluateAsync<bool>("() => window.stays === true")).ShouldBeTrue();

        Task<IResponse> ChangedAsync() => seen.Page.RunAndWaitForResponseAsync(
            () => door.DoAsync("""select pg_notify('vitals_changes', '{"what":"analysis"}')"""),
            answer => answer.Url.EndsWith($"/clients/{door.Omar}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refresh_that_comes_late_closes_no_form_and_covers_no_other_page()
    {
        var door = window.Everybody.Door;
        await using var seen = await window.OpenAsync("owner", at: $"/clients/{door.Omar}");
        var page = seen.Page;
        await IsToldAsync(page);
        // Unfolded to be read: it stays so when the page is refreshed.
        await page.Locator("summary", new() { HasText = "Show as a table" }).First.ClickAsync();
        await AskedAsync(() => Task.CompletedTask);
        await Expect(page.Locator("details[open] summary", new() { HasText = "Show as a table" })).ToHaveCountAsync(1);

        var note = page.Locator("textarea[name=note]");
        await AskedAsync(async () =>
        {
            await page.Locator("summary", new() { HasText = "Note …" }).ClickAsync();
            await note.FillAsync("half a word");
        });
        await Expect(note).ToBeVisibleAsync();
        await Expect(note).ToHaveValueAsync("half a word");
        // Once the form is closed, what was left out is fetched.
        await AskedAsync(() => page.Locator("summary", new() { HasText = "Note …" }).ClickAsync(), tell: false);

        await AskedAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Clients", Exact = true }).ClickAsync());
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Clients");
        await Expect(page).ToHaveURLAsync(new Regex("/clients$"));
        seen.Complaints.ShouldBeEmpty();

        // The page asks for itself, told to or by what is done; what is told does something before the answer comes.
        async Task AskedAsync(Func<Task> meanwhile, bool tell = true)
        {
            // The browser's thread knows nothing of the test.
            var (asked, done, cancel) = (Something(), Something(), Cancel);
            await page.RouteAsync($"**/clients/{door.Omar}", async route =>
            {
                asked.TrySetResult();
                await done.Task.WaitAsync(cancel);
                await route.ContinueAsync();
            });
            var answered = page.WaitForResponseAsync(answer => answer.Url.EndsWith($"/clients/{door.Omar}", StringComparison.Ordinal));
            if (!tell)
            {
                done.SetResult();
            }
            else
            {
                await door.DoAsync("""select pg_notify('vitals_changes', '{"what":"analysis"}')""");
                await asked.Task.WaitAsync(TimeSpan.FromSeconds(60), cancel);
            }
            await meanwhile();
            done.TrySetResult();
            await (await answered).FinishedAsync();
            await page.EvaluateAsync("() => new Promise(shown => requestAnimationFrame(() => setTimeout(shown, 100)))");
            await page.UnrouteAsync($"**/clients/{door.Omar}");
        }
        static TaskCompletionSource Something() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    [Theory]
    [InlineData("an act", null)]
    [InlineData("another link", null)]
    [InlineData("an act that is refused", "That is too long")]
    public async Task An_answer_that_comes_after_somebody_went_on_takes_no_page_from_them(string sent, string? said)
    {
        var client = $"/clients/{window.Everybody.Door.Leila}";
        await using var seen = await window.OpenAsync("owner", at: client);
        var (page, cancel) = (seen.Page, Cancel);
        var (asked, gone) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var slow = sent == "another link" ? "/jobs" : $"{client}/notes";
        await page.RouteAsync($"**{slow}", async route =>
        {
            asked.TrySetResult();
            await gone.Task.WaitAsync(cancel);
            if (said is null)
                await route.ContinueAsync();
            else
                await route.FulfillAsync(new() { Status = 400, ContentType = "text/html", Body = $"<h1>Refused</h1><p>{said}</p>" });
        });
        var answered = page.WaitForRequestFinishedAsync(new() { Predicate = one => one.Url.EndsWith(slow, StringComparison.Ordinal) });
        if (sent == "another link")
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "Jobs", Exact = true }).ClickAsync();
        }
        else
        {
            await page.Locator("#write-note summary").ClickAsync();
            await page.Locator("#write-note textarea").FillAsync("likes mornings");
            await page.Locator("#write-note button").ClickAsync();
        }
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(60), cancel);
        await page.GetByRole(AriaRole.Link, new() { Name = "Clients", Exact = true }).ClickAsync();
        var title = page.GetByRole(AriaRole.Heading, new() { Level = 1 });
        await Expect(title).ToHaveTextAsync("Clients");
        gone.SetResult();
        await answered;
        await page.EvaluateAsync("() => new Promise(shown => requestAnimationFrame(() => setTimeout(shown, 300)))");
        await Expect(title).ToHaveTextAsync("Clients");
        await Expect(page).ToHaveURLAsync(new Regex("/clients$"));
        if (said is not null)
            await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(said);
        // The act itself is done.
        else if (sent == "an act")
            (await Asked.OneAsync<long>(window.Everybody.Door, "select count(*) from client_notes where note = 'likes mornings'")).ShouldBe(1);
    }
}
