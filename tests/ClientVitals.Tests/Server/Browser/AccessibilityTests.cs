using System.Text.Json;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Browser;

/// <summary>Axe (axe-core, from npm) looks at each page as each of the looks: desktop and phone, light and dark.</summary>
public sealed class AccessibilityTests(Window window) : IClassFixture<Window>
{
    public static readonly TheoryData<string, string> Pages = new()
    {
        { "today", "/" },
        { "call-patterns", "/call-patterns" },
        { "clients", "/clients" },
        { "client", "/clients/{leila}" },
        { "coaches", "/coaches" },
        { "left-alone", "/coaches/gaps" },
        { "jobs", "/jobs" },
        { "job", "/jobs/daily-pattern-analysis" },
        { "data", "/data" },
        { "settings", "/settings" },
        { "account", "/account" },
        { "nothing-here", "/clients/00000000-0000-0000-0000-000000000000" },
    };

    private static string Axe => File.ReadAllText(Path.Combine(TestCluster.Root(), "node_modules", "axe-core", "axe.min.js"));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task No_page_has_a_fault_that_keeps_somebody_out(string name, string at)
    {
        foreach (var (width, dark) in new[] { (1280, false), (1280, true), (360, false), (360, true) })
        {
            await using var seen = await window.OpenAsync("owner", width, 900, dark, at: at.Replace("{leila}", window.Everybody.Door.Leila.ToString(), StringComparison.Ordinal));
            var look = $"{name}-{(width < 500 ? "phone" : "desktop")}-{(dark ? "dark" : "light")}";
            await seen.PictureAsync(look);
            // Read by the browser itself, not as a script of the page: the page lets none in but its own.
            var found = await seen.Page.EvaluateAsync<JsonElement>(Axe + "; axe.run(document, { resultTypes: ['violations'] })");
            found.GetProperty("violations").EnumerateArray()
                .Select(violation => $"{violation.GetProperty("impact")} {violation.GetProperty("id")}: {string.Join(" | ", violation.GetProperty("nodes").EnumerateArray().Take(4).Select(node => node.GetProperty("html").ToString()))}")
                .ShouldBeEmpty(look);
            (await seen.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue($"{look} is wider than its window");
        }
    }
}
