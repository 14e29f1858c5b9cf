using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Web;

/// <summary>Playbooks, Did it help?, and Today with items beside the call pattern: shown, waiting, with a draft.</summary>
public sealed partial class TextsLaw
{
    [Fact]
    public async Task The_pages_of_playbooks_and_their_effect_say_nothing_past_their_texts() => await MustSayAsync(
    [
        ("owner", "/settings/playbooks"), ("owner", "/settings/playbooks/break?said=playbook-saved"), ("admin", "/settings/playbooks/renewal?said=playbook-same"),
        ("owner", "/did-it-help"),
    ]);

    [Fact]
    public async Task Today_says_what_is_beside_the_call_pattern_and_what_waits_by_its_texts()
    {
        await using var db = await door.OpenAsync();
        await door.DoAsync("""
            insert into intervention_log (client_id, cause_kind, cause_id, cause_on, cause_status, trigger_reason, triggered_at, triggered_on, due_date, playbook_id, playbook_type, playbook_priority, set_aside)
            select c.client_id, k.kind, 9000 + k.n, '2026-01-05', k.status, '', '2026-01-05 06:30Z', '2026-01-05', '2026-01-05', p.id, p.intervention_type, p.priority, k.aside
            from (select distinct client_id from intervention_log order by client_id limit 1) c,
              (values (1, 'ZONE_CHANGE', 'RED', null, 'zone-red'), (2, 'PACKAGE', 'OVERDUE', 'LIMIT', 'renewal'), (3, 'OWNER_CHANGE', 'NEW_COACH', 'SAME_CLIENT', 'new-coach')) k (n, kind, status, aside, key)
            join playbooks p on p.key = k.key and p.version = 1
            """);
        try
        {
            var item = await db.ExecuteScalarAsync<long>("select id from intervention_log where cause_id = 9001");
            var page = await PageAsync("owner", "/");
            page.QuerySelector($"#item-{item}").ShouldNotBeNull();
            page.QuerySelectorAll("#not-today li").Length.ShouldBe(2);
            foreach (var part in new[] { $"#item-{item} .mark", $"#item-{item} .why .muted", "#not-today summary", "#not-today > p", "#not-today li .muted" })
                page.QuerySelector(part)!.TextContent.ShouldContain("⟦", customMessage: part);
            await MustSayAsync([("owner", $"/interventions/{item}")]);
            (await PageAsync("owner", $"/interventions/{item}")).QuerySelector("#draft textarea")!.TextContent.ShouldContain("I would like to hear how you are");
        }
        finally
        {
            await door.DoAsync("delete from intervention_log where cause_id > 9000");
        }
    }
}
