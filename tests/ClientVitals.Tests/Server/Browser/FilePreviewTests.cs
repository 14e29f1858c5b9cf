using System.Text.Json;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ClientVitals.Tests.Server.Browser;

/// <summary>The page of a file before it is imported: for everybody's eyes, and for hands that stay on the keyboard.</summary>
public sealed class FilePreviewTests(Window window) : IClassFixture<Window>
{
    private static string Axe => File.ReadAllText(Path.Combine(TestCluster.Root(), "node_modules", "axe-core", "axe.min.js"));

    private static readonly string Visits =
        "Client email,Phone,When,Result,Type,Length,Coach,Client name\n"
        + string.Concat(Enumerable.Range(1, 12).Select(day => $"lina.seen@example.com,,{day:00}/10/2025 9:00,Signed in,Call,30,Sara,Lina Seen\n"))
        + "amir.seen@example.com,,05/10/2025 10:00,No show,Call,45,Sara,Amir Seen\n"
        + "amir.seen@example.com,,06/10/2025 10:00,Late cancellation by the coach,Zorbed session,45,Sara,Amir Seen\n"
        + "amir.seen@example.com,,15/10/2025 10:00,Completed,Email,60,Sara,Amir Seen\n"
        + "owner@house.example,,16/10/2025 10:00,Completed,Call,60,Sara,\n"
        + "nobody,,16/10/2025 10:00,Completed,Call,60,Sara,\n";

    private static async Task UploadAsync(IPage page, string name, string own = "owner@house.example")
    {
        await page.GotoAsync("/data");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(Visits.Replace("owner@house.example", own, StringComparison.Ordinal)) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name);
    }

    [Fact]
    public async Task No_look_has_a_fault_that_keeps_somebody_out()
    {
        foreach (var (width, dark) in new[] { (1280, false), (1280, true), (390, false), (360, true) })
        {
            await using var seen = await window.OpenAsync("owner", width, 900, dark);
            await UploadAsync(seen.Page, "looks.csv");
            // What the page proposes can be taken without a look at every question: nothing lies over the button.
            await seen.Page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync(new() { Trial = true });
            (await seen.Page.EvaluateAsync<double>("scrollY")).ShouldBe(0);
            var look = $"preview-{(width < 500 ? "phone" : "desktop")}-{(dark ? "dark" : "light")}";
            await seen.PictureAsync(look);
            var found = await seen.Page.EvaluateAsync<JsonElement>(Axe + "; axe.run(document, { resultTypes: ['violations'] })");
            found.GetProperty("violations").EnumerateArray()
                .Select(violation => $"{violation.GetProperty("impact")} {violation.GetProperty("id")}: {string.Join(" | ", violation.GetProperty("nodes").EnumerateArray().Take(4).Select(node => node.GetProperty("html").ToString()))}")
                .ShouldBeEmpty(look);
            (await seen.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue($"{look} is wider than its window");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_the_keyboard_alone_words_are_chosen_and_keep_their_place(bool script)
    {
        await using var seen = await window.OpenAsync("owner", 390, 800, script: script);
        var page = seen.Page;
        // What one of them lists is listed for both.
        var own = script ? "with@own.example" : "without@own.example";
        await UploadAsync(page, "keys.csv", own);
        await Expect(page.GetByText("16 calls found in 17 rows, 1 row skipped.")).ToBeVisibleAsync();
        var word = page.Locator("select[name='w4:Signed in']");
        // Typing is how a keyboard chooses in a list.
        await word.FocusAsync();
        await page.Keyboard.TypeAsync("completed");
        await page.Locator("select[name=unit]").FocusAsync();
        await page.Keyboard.TypeAsync("minutes");
        await page.GetByRole(AriaRole.Button, new() { Name = "Update the preview" }).FocusAsync();
        var before = await page.EvaluateAsync<double>("scrollY");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("30 is read as 30 minutes")).ToBeVisibleAsync();
        await Expect(word).ToHaveValueAsync("COMPLETED");
        await Expect(page.Locator("select[name=unit]")).ToHaveValueAsync("minutes");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 2 }).First).ToHaveTextAsync("13 calls will count");
        if (script)
        {
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Update the preview" })).ToBeFocusedAsync();
            await page.WaitForFunctionAsync("before => Math.abs(scrollY - before) < 400", before);
        }
        // Enter in a field looks again and never imports.
        await page.Locator("input[name=own_more]").FocusAsync();
        await page.Keyboard.TypeAsync(own);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText($"In this file: {own} (1 call).")).ToBeVisibleAsync();
        await Expect(word).ToHaveValueAsync("COMPLETED");
        await page.Locator("input[name=zone]").FillAsync("Mars/Olympus");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("There is no time zone 'Mars/Olympus'")).ToBeVisibleAsync();
        if (script)
            await Expect(page.Locator("input[name=zone]")).ToHaveValueAsync("Mars/Olympus");
    }
}
