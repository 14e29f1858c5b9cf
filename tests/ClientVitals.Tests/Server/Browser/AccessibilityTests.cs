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
        { "not-enough-history", "/call-patterns?status=NOT_ENOUGH_HISTORY" },
        { "back-test", "/call-patterns/back-test" },
        { "unmatched", "/data/unmatched" },
        { "whose", "/data/unmatched/whose?address=stranger%40example.com" },
        { "duplicates", "/data/duplicates" },
        { "settings", "/settings" },
        { "sources", "/settings/sources" },
        { "source", "/settings/sources/telephony" },
        { "account", "/account" },
        { "nothing-here", "/clients/00000000-0000-0000-0000-000000000000" },
    };

    private static string Axe => File.ReadAllText(Path.Combine(TestCluster.Root(), "node_modules", "axe-core", "axe.min.js"));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task No_page_has_a_fault_that_keeps_somebody_out(string name, string at)
    {
        await FillAsync(name);
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

    /// <summary>What a page needs to have something on it.</summary>
    private async Task FillAsync(string name)
    {
        var door = window.Everybody.Door;
        switch (name)
        {
            case "unmatched" or "whose":
                await door.DoAsync("insert into call_records (client_email, started_at) select 'stranger@example.com', '2026-01-02 10:00Z' where not exists (select from call_records r where r.client_email = 'stranger@example.com')");
                break;
            case "duplicates":
                await door.DoAsync("insert into clients (firstname, lastname) values ('Haddad', 'Leila')");
                break;
            case "back-test":
                await door.DoAsync("""
                    with made as (insert into clients (firstname, lastname) select 'Tested' || n, 'Book' from generate_series(1, 16) n returning id, replace(firstname, 'Tested', '')::int as n)
                    insert into call_records (client_id, started_at)
                    select m.id, '2026-01-06 10:00Z'::timestamptz - d * interval '1 day'
                    from made m, generate_series(0, 420) d
                    where (d + m.n) % (2 + m.n % 4) = 0 and (m.n <= 12 or d > 84)
                    """);
                var (now, cancel) = (door.Clock.GetUtcNow(), TestContext.Current.CancellationToken);
                await new ClientVitals.Calls.RebuildRollups().RunAsync(door.Vitals, now, cancel);
                var run = await ClientVitals.CallPatterns.BackTests.RunBacktest.BeginAsync(door.Vitals, now, "test", cancel);
                await new ClientVitals.CallPatterns.BackTests.RunBacktest(Resamples: 100).RunAsync(door.Vitals, run!, now, cancel);
                break;
            case "sources" or "source":
                await door.DoAsync("""
                    insert into sources (name, mapping) values ('telephony', 'aircall') on conflict do nothing;
                    with made as (
                      insert into deliveries (source, name, state, started_at, finished_at, read, added, rejected)
                      select 'telephony', 'message msg_1', 'succeeded', '2026-01-06 10:00Z', '2026-01-06 10:00Z', 3, 2, 1
                      where not exists (select from deliveries d where d.source = 'telephony')
                      returning id)
                    insert into delivery_rejects (delivery_id, line, reason, raw, rejected_at)
                    select id, 2, 'the start is no time', '{"raw_digits": "+12025550143", "started_at": "never"}', '2026-01-06 10:00Z' from made
                    """);
                break;
            default:
                break;
        }
    }
}
