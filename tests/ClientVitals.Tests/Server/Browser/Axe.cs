using System.Text.Json;
using Microsoft.Playwright;

namespace ClientVitals.Tests.Server.Browser;

/// <summary>
/// Axe (axe-core, from npm) over a page as it is, and whether the page fits its window. The page's theme and width are changed without
/// loading it again: both are styles alone (no script of ours asks for either), so it is the page that somebody with that screen has.
/// </summary>
internal static class Axe
{
    /// <summary>Read by the browser itself, not as a script of the page: the page lets none in but its own.</summary>
    private static readonly string Script = File.ReadAllText(Path.Combine(TestCluster.Root(), "node_modules", "axe-core", "axe.min.js"));

    /// <summary>The looks every page is seen in.</summary>
    public static readonly (string Name, int Width, bool Dark)[] Looks =
        [("desktop-light", 1280, false), ("desktop-dark", 1280, true), ("phone-dark", 360, true), ("phone-light", 360, false)];

    /// <summary>What keeps somebody out of the page as it is, each with the look it was seen in.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IPage page, string look)
    {
        // Once in each document.
        if (!await page.EvaluateAsync<bool>("() => typeof axe === 'object'"))
            await page.EvaluateAsync(Script);
        var found = await page.EvaluateAsync<JsonElement>("() => axe.run(document, { resultTypes: ['violations'], selectors: false })");
        var faults = found.GetProperty("violations").EnumerateArray()
            .Select(violation => $"{look}: {violation.GetProperty("impact")} {violation.GetProperty("id")}: {string.Join(" | ", violation.GetProperty("nodes").EnumerateArray().Take(4).Select(node => node.GetProperty("html").ToString()))}")
            .ToList();
        if (!await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"))
            faults.Add($"{look} is wider than its window");
        return faults;
    }
}
