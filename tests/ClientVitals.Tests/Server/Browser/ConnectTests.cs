using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ClientVitals.Tests.Server.Browser;

/// <summary>An owner connects a telephone system in the browser, from the data page to a test that went well; with a script and without.</summary>
public sealed class ConnectTests(Window window) : IClassFixture<Window>
{
    [Theory]
    [InlineData("desktop", 1280, true)]
    [InlineData("phone", 360, false)]
    public async Task From_the_data_page_to_a_source_that_was_tested(string look, int width, bool script)
    {
        await using var seen = await window.OpenAsync("owner", width, 900, script: script, at: "/data");
        await seen.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Systems that deliver automatically" }).ClickAsync();
        await seen.Page.GetByRole(Microsoft.Playwright.AriaRole.Textbox, new() { Name = "Name", Exact = true }).FillAsync(look);
        await seen.Page.GetByLabel("Read by").SelectOptionAsync("columns");
        await seen.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Add the source" }).ClickAsync();
        await Expect(seen.Page.GetByText("The secret, shown only once")).ToBeVisibleAsync();
        await LookAsync(seen, $"source-added-{look}", script);
        await seen.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Test", Exact = true }).ClickAsync();
        await seen.Page.GetByText("The signature was accepted").WaitForAsync();
        await LookAsync(seen, $"source-tested-{look}", script);
        await Expect(seen.Page.GetByText("shown only once")).ToHaveCountAsync(0);
        await Expect(seen.Page.GetByLabel("A message as it sends it")).ToBeVisibleAsync();
        await seen.Page.GetByLabel("Secret to sign with").FillAsync("whsec_bm90IHRoZSByaWdodCBvbmUgYXQgYWxsISEhISE=");
        await seen.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Test", Exact = true }).ClickAsync();
        await seen.Page.GetByText("does not fit").WaitForAsync();
        await LookAsync(seen, $"source-refused-{look}", script);
        seen.Complaints.ShouldBeEmpty();
    }

    private static async Task LookAsync(Window.Seen seen, string look, bool script)
    {
        await seen.PictureAsync(look);
        // Without scripts none can be asked, not even from outside.
        if (script)
            (await Axe.FaultsAsync(seen.Page, look)).ShouldBeEmpty();
    }
}
