using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ClientVitals.Tests.Server.Browser;

/// <summary>A client beside the list they were opened from, the palette, and More on a phone.</summary>
public sealed class PanelTests(Window window) : IClassFixture<Window>
{
    private ILocator Panel(IPage page) => page.Locator("#panel");

    private string Leila => $"/clients/{window.Everybody.Door.Leila}";

    [Fact]
    public async Task A_client_opens_beside_the_list_under_their_own_address_and_Escape_leads_back_to_the_row()
    {
        await using var seen = await window.OpenAsync("owner", at: "/clients?status=ACTIVE");
        var page = seen.Page;
        await page.EvaluateAsync("window.still = 'here'");
        var row = page.GetByRole(AriaRole.Link, new() { Name = "Leila Haddad" });
        await row.ClickAsync();
        await Expect(Panel(page).GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Leila Haddad");
        await Expect(page).ToHaveURLAsync(new Regex(Leila + "$"));
        (await Axe.FaultsAsync(page, "panel")).ShouldBeEmpty();
        await seen.PictureAsync("panel-desktop-light");
        // Another view of them stays beside the list.
        await Panel(page).GetByRole(AriaRole.Link, new() { Name = "Notes" }).ClickAsync();
        await Expect(Panel(page).GetByRole(AriaRole.Link, new() { Name = "Notes" })).ToHaveAttributeAsync("aria-current", "true");
        var asked = new System.Collections.Concurrent.ConcurrentQueue<string>();
        page.Request += (_, request) => asked.Enqueue(request.Url);
        await page.Keyboard.PressAsync("Escape");
        await Expect(Panel(page)).ToBeHiddenAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/clients\\?status=ACTIVE$"));
        await Expect(row).ToBeFocusedAsync();
        // By keyboard the same; going back closes it, too.
        await page.Keyboard.PressAsync("Enter");
        await Expect(Panel(page).GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Leila Haddad");
        await page.GoBackAsync();
        await Expect(Panel(page)).ToBeHiddenAsync();
        await Expect(row).ToBeFocusedAsync();
        (await page.EvaluateAsync<string?>("window.still")).ShouldBe("here", "the list was never left");
        asked.ShouldAllBe(url => url.EndsWith(Leila, StringComparison.Ordinal), "the list is as it was, and need not be asked for again");
        seen.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_written_beside_the_list_is_kept_and_what_is_refused_is_said_there()
    {
        await using var seen = await window.OpenAsync("owner", at: "/clients");
        var page = seen.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Leila Haddad" }).ClickAsync();
        await Panel(page).Locator("summary", new() { HasText = "note" }).First.ClickAsync();
        await Panel(page).Locator("textarea[name=note]").FillAsync("Written beside the list");
        await Panel(page).Locator("form:has(textarea[name=note]) button").ClickAsync();
        await Expect(Panel(page).GetByRole(AriaRole.Status)).ToContainTextAsync("The note is saved.");
        await Expect(Panel(page)).ToContainTextAsync("Written beside the list");
        await Panel(page).Locator("summary", new() { HasText = "note" }).First.ClickAsync();
        await Panel(page).Locator("textarea[name=note]").EvaluateAsync("field => { field.removeAttribute('required'); field.value = ' '; }");
        await Panel(page).Locator("form:has(textarea[name=note]) button").ClickAsync();
        await Expect(Panel(page).GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Panel(page).GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/clients$"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Clients" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_script_and_on_a_phone_the_link_opens_the_page()
    {
        await using (var seen = await window.OpenAsync("owner", script: false, at: "/clients"))
        {
            await seen.Page.GetByRole(AriaRole.Link, new() { Name = "Leila Haddad" }).ClickAsync();
            await Expect(seen.Page).ToHaveURLAsync(new Regex(Leila + "$"));
            await Expect(seen.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Leila Haddad");
        }
        await using var phone = await window.OpenAsync("owner", width: 390, at: "/clients");
        await phone.Page.GetByRole(AriaRole.Link, new() { Name = "Leila Haddad" }).ClickAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Leila Haddad");
        await Expect(Panel(phone.Page)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_palette_finds_things_to_do_a_misspelled_client_and_what_the_page_offers()
    {
        await using var seen = await window.OpenAsync("owner", at: Leila);
        var page = seen.Page;
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("omr aziz");
        await Expect(page.Locator("#found")).ToContainTextAsync("Omar Aziz");
        await page.Locator("#wanted").FillAsync("note");
        await Expect(page.Locator("#found button").First).ToContainTextAsync("Leila Haddad");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("textarea[name=note]")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.EvaluateAsync("document.activeElement.blur()");
        await page.Keyboard.PressAsync("Control+k");
        await page.Locator("#wanted").FillAsync("imp calls");
        await Expect(page.Locator("#found a").First).ToHaveTextAsync("Import a file of calls");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/data#send$"));
        seen.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task On_a_phone_four_tabs_and_More_lead_everywhere_and_are_large_enough_for_a_thumb()
    {
        await using var seen = await window.OpenAsync("owner", width: 390, at: "/clients");
        var page = seen.Page;
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Settings" })).ToBeHiddenAsync();
        await page.Locator(".more summary").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Settings" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeVisibleAsync();
        await seen.PictureAsync("more-phone-light");
        (await Axe.FaultsAsync(page, "more")).ShouldBeEmpty();
        foreach (var target in await page.Locator(".rail a:visible, .rail summary:visible, .rail button:visible").AllAsync())
            (await target.BoundingBoxAsync())!.Height.ShouldBeGreaterThanOrEqualTo(44, await target.TextContentAsync());
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Settings" })).ToBeHiddenAsync();
        await Expect(page.Locator(".more summary")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "Settings" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Settings");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Audit log" })).ToBeHiddenAsync();
        seen.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_done_with_several_stays_in_sight_and_says_how_many()
    {
        await window.Everybody.Door.DoAsync("insert into clients (firstname, lastname) select 'Sticky' || n, 'Bar' from generate_series(1, 40) n");
        await using var seen = await window.OpenAsync("owner", at: "/clients?search=sticky");
        var page = seen.Page;
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToBeHiddenAsync();
        await page.GetByLabel("Choose Sticky1 Bar").CheckAsync();
        await page.GetByLabel("Choose Sticky10 Bar").CheckAsync();
        await Expect(page.Locator("#chosen")).ToHaveTextAsync("2 selected");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToBeInViewportAsync();
        await seen.PictureAsync("several-desktop-light");
        await window.Everybody.Door.DoAsync("delete from clients where lastname = 'Bar'");
    }
}
