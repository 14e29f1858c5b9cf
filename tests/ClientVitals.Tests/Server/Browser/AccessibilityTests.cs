using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Browser;

/// <summary>Axe looks at each page in each of the looks: desktop and phone, light and dark.</summary>
public sealed class AccessibilityTests(Window window) : IClassFixture<Window>
{
    private static readonly (string Name, string At)[] Pages =
    [
        ("today", "/"),
        ("call-patterns", "/call-patterns"),
        ("clients", "/clients"),
        ("client", "/clients/{leila}"),
        ("health", "/health-scores"),
        ("renewals", "/renewals"),
        ("failed-payments", "/failed-payments"),
        ("coaches", "/coaches"),
        ("not-contacted", "/coaches/gaps"),
        ("jobs", "/jobs"),
        ("job", "/jobs/daily-pattern-analysis"),
        ("data", "/data"),
        ("not-enough-history", "/call-patterns?status=NOT_ENOUGH_HISTORY"),
        ("back-test", "/call-patterns/back-test"),
        ("unmatched", "/data/unmatched"),
        ("whose", "/data/unmatched/whose?address=stranger%40example.com"),
        ("duplicates", "/data/duplicates"),
        ("settings", "/settings"),
        ("scorecard", "/settings/scorecards/own-v1"),
        ("sources", "/settings/sources"),
        ("source", "/settings/sources/telephony"),
        ("notices", "/notices"),
        ("notice-preferences", "/notices/preferences"),
        ("notice-channels", "/settings/notices"),
        ("account", "/account"),
        ("audit", "/audit"),
        ("no-such-page", "/nowhere"),
        ("nothing-here", "/clients/00000000-0000-0000-0000-000000000000"),
    ];

    /// <summary>Each page is loaded once, in a browser that stays open; what is wrong with any of them is told together.</summary>
    [Fact]
    public async Task No_page_has_a_fault_that_keeps_somebody_out()
    {
        await using var seen = await window.OpenAsync("owner");
        var wrong = new List<string>();
        foreach (var (name, at) in Pages)
        {
            await FillAsync(name);
            var answer = await seen.Page.GotoAsync(at.Replace("{leila}", window.Everybody.Door.Leila.ToString(), StringComparison.Ordinal));
            answer!.Status.ShouldBe(name is "nothing-here" or "no-such-page" ? 404 : 200, name);
            foreach (var (look, width, dark) in Axe.Looks)
            {
                await seen.ShowAsAsync(width, dark);
                await seen.PictureAsync($"{name}-{look}");
                wrong.AddRange(await Axe.FaultsAsync(seen.Page, $"{name}-{look}"));
            }
        }
        wrong.ShouldBeEmpty();
    }

    /// <summary>What a page needs to have something on it.</summary>
    private async Task FillAsync(string name)
    {
        if (name == "notices")
            await window.Everybody.Door.DoAsync("""
                insert into notices (kind, subject, severity, dedup_key, audience, sentence, link, made_at, made_by)
                select 'law.page', 'law:1', w.severity, 'axe ' || w.severity, 'owner', 'The daily report failed (' || w.severity || ').', '/jobs', '2026-01-07 04:00Z', 'test' from (values ('info'), ('warning'), ('critical')) as w (severity);
                insert into notice_deliveries (notice_id, user_id, way, state, next_attempt_at, made_at, finished_at, read_at)
                select n.id, u.id, 'in-app', 'delivered', n.made_at, n.made_at, n.made_at, case when n.severity = 'info' then n.made_at end from notices n, users u where u.email = 'owner@house.example';
                insert into notice_channels (name, kind, target, made_at, made_by) values ('team-room', 'teams', 'prod-1.westeurope.logic.azure.com', '2026-01-07 04:00Z', 'test');
                insert into notice_deliveries (notice_id, channel_id, way, state, next_attempt_at, last_error, tries, made_at, finished_at)
                select n.id, c.id, 'teams', 'dead', n.made_at, 'it refused the message (HTTP 410: gone)', '[{"at": "2026-01-07T04:01:00Z"}]', n.made_at, n.made_at from notices n, notice_channels c where n.severity = 'critical';
                """);
        var door = window.Everybody.Door;
        switch (name)
        {
            case "renewals":
                await door.DoAsync(Server.Pages.MoneyRows.Packages(door.Leila, door.Omar) + Server.Pages.MoneyRows.Counted(door.Leila, door.Omar));
                break;
            case "failed-payments":
                await door.DoAsync(Server.Pages.MoneyRows.Payments(door.Leila, door.Omar));
                break;
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
            case "scorecard":
                await door.DoAsync(CardBook.Sessions);
                var at = door.Clock.GetUtcNow();
                await new ClientVitals.HealthScores.Versions.SaveScorecard(ClientVitals.HealthScores.Scorecards.ShippedScorecards.Documented with
                {
                    Name = "own",
                    Segments = [new("VIP", new Dictionary<string, decimal> { ["engagement"] = .6m })],
                }).RunAsync(door.Vitals, at, TestContext.Current.CancellationToken);
                var test = new ClientVitals.HealthScores.BackTests.Cards.RunScorecardBacktest("own-v1");
                await test.RunAsync(door.Vitals, (await test.BeginAsync(door.Vitals, ClientVitals.Access.Actor.CommandLine("test"), at, TestContext.Current.CancellationToken))!, at, null, TestContext.Current.CancellationToken);
                break;
            case "health":
                await door.DoAsync(HealthRows.Of(door.Leila, door.Omar));
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
