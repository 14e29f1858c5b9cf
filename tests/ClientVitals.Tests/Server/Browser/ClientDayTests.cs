using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ClientVitals.Tests.Server.Browser;

/// <summary>What a coach does with one client in a day, and an owner with several, in a real browser: by one tap, and each with its undo.</summary>
public sealed class ClientDayTests(Window window) : IClassFixture<Window>
{
    private OpenDoor Door => window.Everybody.Door;

    [Theory]
    [InlineData(1280, true)]
    [InlineData(360, true)]
    [InlineData(360, false)]
    public async Task A_coach_logs_a_call_writes_a_note_and_enters_a_pause_and_takes_each_back(int width, bool script)
    {
        await using var seen = await window.OpenAsync("coach", width, script: script, at: $"/clients/{Door.Leila}");
        var page = seen.Page;
        var said = page.GetByRole(AriaRole.Status);
        var happened = page.Locator(".happened li");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Call +971501234567" })).ToHaveAttributeAsync("href", "tel:+971501234567");

        await page.GetByRole(AriaRole.Button, new() { Name = "Log: reached" }).ClickAsync();
        await Expect(said).ToContainTextAsync("The call is logged");
        await Expect(happened.First).ToContainTextAsync("Phone, outbound, completed · Sara");
        await said.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(said).ToContainTextAsync("The call is removed");
        await Expect(happened.Filter(new() { HasText = "· Sara" })).ToHaveCountAsync(0);

        await page.Locator("summary", new() { HasText = "Log an earlier call" }).ClickAsync();
        await page.GetByLabel("When (Asia/Dubai)").FillAsync("2026-01-06T09:30");
        await page.GetByLabel("Minutes").FillAsync("12");
        await page.GetByLabel("What was said").FillAsync("Her knee is better");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save call" }).ClickAsync();
        await Expect(happened.First).ToContainTextAsync("completed, 12 min");
        await Expect(happened.First).ToContainTextAsync("Her knee is better");
        await Expect(happened.First).ToContainTextAsync("6 Jan 2026");
        await said.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(said).ToContainTextAsync("The call is removed");

        await page.Locator("summary", new() { HasText = "Note …" }).ClickAsync();
        await page.GetByLabel("Note", new() { Exact = true }).FillAsync("Likes mornings\n<b>before</b> work");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save note" }).ClickAsync();
        await Expect(happened.First).ToContainTextAsync("<b>before</b> work");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take back: Note" }).ClickAsync();
        await Expect(said).ToContainTextAsync("The note is taken back");
        await Expect(page.GetByText("Likes mornings")).ToHaveCountAsync(0);

        await page.Locator("summary", new() { HasText = "Pause …" }).ClickAsync();
        await page.GetByLabel("Why").SelectOptionAsync("illness");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save pause" }).ClickAsync();
        await Expect(happened.First).ToContainTextAsync("Away, no end date: illness");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Back from today on" })).ToBeVisibleAsync();
        await seen.PictureAsync($"client-away-{(width < 500 ? "phone" : "desktop")}-light");
        await said.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(said).ToContainTextAsync("The pause is taken back");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Back from today on" })).ToHaveCountAsync(0);
        await Expect(happened).ToHaveCountAsync(20);
        seen.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_refused_keeps_what_was_written()
    {
        await using var seen = await window.OpenAsync("coach", at: $"/clients/{Door.Leila}");
        var page = seen.Page;
        await page.Locator("summary", new() { HasText = "Log an earlier call" }).ClickAsync();
        await page.GetByLabel("When (Asia/Dubai)").EvaluateAsync("field => field.removeAttribute('max')");
        await page.GetByLabel("When (Asia/Dubai)").FillAsync("2026-12-24T09:30");
        await page.GetByLabel("What was said").FillAsync("Three sentences that nobody wants to write again");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save call" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The call is in the future");
        await Expect(page.GetByLabel("What was said")).ToHaveValueAsync("Three sentences that nobody wants to write again");
        await Expect(page).ToHaveURLAsync(new Regex($"/clients/{Door.Leila}$"));
    }

    [Fact]
    public async Task A_tick_stays_with_the_client_it_was_given_to()
    {
        await using var seen = await window.OpenAsync("owner", at: "/clients?search=leila");
        var page = seen.Page;
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Choose Leila Haddad" }).CheckAsync();
        await page.Locator("#search").FillAsync("omar");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Omar Aziz" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "Choose Omar Aziz" })).Not.ToBeCheckedAsync();
        // The address is that of the list that is shown, whichever answer came last.
        await page.Locator("#search").PressSequentiallyAsync(" aziz", new() { Delay = 30 });
        await Expect(page).ToHaveURLAsync(new Regex("search=omar(\\+|%20)aziz"));
        seen.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_in_the_whole_list_is_told_and_taken_back_there()
    {
        await using var seen = await window.OpenAsync("owner", at: "/call-patterns?coach=Tom");
        var page = seen.Page;
        await seen.OutcomeAsync("All good", "Omar Aziz");
        await Expect(page.Locator(".line")).ToContainTextAsync("All good by owner");
        await Expect(page).ToHaveURLAsync(new Regex("coach=Tom"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo: Omar Aziz" }).ClickAsync();
        await Expect(page.GetByText("All good by owner")).ToHaveCountAsync(0);
        await Expect(page).ToHaveURLAsync(new Regex("coach=Tom"));
        seen.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_owner_gives_several_clients_to_a_coach_in_a_group_and_keeps_the_view_of_it()
    {
        await Door.DoAsync("insert into clients (firstname, lastname) select 'Several', chr(64 + n) from generate_series(1, 3) n");
        await using var seen = await window.OpenAsync("owner", at: "/clients?search=several");
        var page = seen.Page;
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Choose all on this page" }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Choose Several C" }).UncheckAsync();
        var several = page.Locator("#several");
        await several.GetByLabel("Coach").SelectOptionAsync("Tom");
        await several.GetByLabel("Group").FillAsync("Mornings");
        await several.GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("2 clients are changed");

        await page.Locator("form[data-as-you-type]").GetByLabel("Group").SelectOptionAsync("Mornings");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("segment=Mornings"));
        await Expect(page.Locator("table.list tbody tr")).ToHaveCountAsync(2);
        await page.Locator("summary", new() { HasText = "Save this view" }).ClickAsync();
        await page.GetByLabel("Name of the view").FillAsync("The mornings");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "The mornings" })).ToHaveAttributeAsync("aria-current", "true");
        await page.GotoAsync("/clients");
        await page.GetByRole(AriaRole.Link, new() { Name = "The mornings" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("segment=Mornings"));
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "The mornings" })).ToHaveAttributeAsync("aria-current", "true");
        await seen.PictureAsync("clients-view-desktop-light");
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "As CSV" }).ClickAsync());
        var rows = await File.ReadAllLinesAsync(await file.PathAsync(), TestContext.Current.CancellationToken);
        rows.Length.ShouldBe(3);
        rows.Skip(1).ShouldAllBe(row => row.Contains("Several", StringComparison.Ordinal) && row.Contains("Tom", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the view The mornings" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "The mornings" })).ToHaveCountAsync(0);
        seen.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_owner_says_whose_unmatched_calls_are_and_merges_duplicate_clients()
    {
        await Door.DoAsync("""
            insert into call_records (client_email, started_at) select 'nadia@example.com', '2026-01-02 10:00Z'::timestamptz + n * interval '1 hour' from generate_series(1, 3) n;
            with made as (insert into clients (firstname, lastname) values ('Nadia', 'Karam') returning id)
            insert into client_emails (email, client_id, is_primary) select 'karam@example.com', id, true from made;
            """);
        await using var seen = await window.OpenAsync("owner", at: "/data");
        var page = seen.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Unmatched calls" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Whose is nadia@example.com?" }).ClickAsync();
        await page.GetByLabel("Find the client").FillAsync("nadia");
        await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "This client: Nadia Karam" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("3 calls were matched");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Every call is matched to a client");

        await Door.DoAsync("insert into clients (firstname, lastname) values ('Karam', 'Nadia')");
        await page.GotoAsync("/data");
        await page.GetByRole(AriaRole.Link, new() { Name = "duplicates" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Two clients may be one person");
        await page.GetByRole(AriaRole.Button, new() { Name = "They are two people: " }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("No possible duplicates");
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep this one: Nadia Karam" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("They are one client now");
        seen.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_budget_is_a_handle_whose_consequence_is_told_while_it_moves()
    {
        await Door.DoAsync("""
            with made as (insert into clients (firstname, lastname) select 'Tested' || n, 'Book' from generate_series(1, 16) n returning id, replace(firstname, 'Tested', '')::int as n)
            insert into call_records (client_id, started_at)
            select m.id, '2026-01-06 10:00Z'::timestamptz - d * interval '1 day'
            from made m, generate_series(0, 420) d
            where (d + m.n) % (2 + m.n % 4) = 0 and (m.n <= 12 or d > 84)
            """);
        await using var seen = await window.OpenAsync("owner", at: "/call-patterns");
        var page = seen.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "How good are these alarms?" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Back-test the book" }).ClickAsync();
        var handle = page.GetByLabel("Budget: from quiet to talkative");
        await Expect(handle).ToBeVisibleAsync(new() { Timeout = 180_000 });
        var consequence = page.Locator(".consequence");
        var before = await consequence.TextContentAsync();
        await page.EvaluateAsync("window.still = 'here'");
        await handle.FocusAsync();
        await handle.PressAsync("Home");
        await Expect(consequence).Not.ToHaveTextAsync(before!);
        var quiet = await consequence.TextContentAsync();
        await handle.PressAsync("End");
        await Expect(consequence).Not.ToHaveTextAsync(quiet!);
        await Expect(handle).ToBeFocusedAsync();
        (await page.EvaluateAsync<string?>("window.still")).ShouldBe("here");
        await seen.PictureAsync("back-test-handle-desktop-light");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Make .* the budget$") }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The settings are saved");
        seen.Complaints.ShouldBeEmpty();
    }
}
