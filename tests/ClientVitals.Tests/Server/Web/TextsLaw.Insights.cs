using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Web;

/// <content>Findings: not looked for, failed, stale, some in each state.</content>
public sealed partial class TextsLaw
{
    [Fact]
    public async Task Findings_say_nothing_past_their_texts()
    {
        await using var filled = await PeopleDoor.FilledAsync(door.Cluster, "delete from proactive_insights; delete from insight_checks");
        List<string> past = [.. await filled.PastAsync([("owner", "/insights"), ("coach", "/insights")])];
        await filled.DoAsync("""
            insert into insight_checks (kind, state, ran_at, succeeded_at, sentence, subjects, found, held) values ('dead-source', 'RAN', '2026-01-07 04:30Z', '2026-01-07 04:30Z', null, 1, 0, 0);
            """);
        past.AddRange(await filled.PastAsync([("owner", "/insights")]));
        await filled.DoAsync("""
            insert into insight_checks (kind, state, ran_at, sentence, subjects, found, held) values ('zone-share', 'FAILED', '2026-01-06 04:30Z', 'Sara', 0, 0, 0), ('more-breaks', 'NOT_RUN', '2026-01-06 04:30Z', 'Sara', 0, 0, 0);
            update insight_checks set ran_at = '2026-01-06 04:30Z';
            insert into proactive_insights (insight_type, subject, title, content, priority, state, occurrences, opened_at, last_seen_at, leave_at, snoozed_until, recovered_at, address, staff_id)
            select 'dead-source', s, 'Sara', 'Sara', p, s, 1 + (s = 'OPEN')::int, '2026-01-06 04:00Z', '2026-01-06 04:00Z', 0, case when s = 'SNOOZED' then date '2026-01-08' end, case when s = 'RECOVERED' then timestamptz '2026-01-06 04:00Z' end, '/data', (select id from staff where name = 'Sara')
            from (values ('OPEN', 'critical'), ('ACCEPTED', 'high'), ('SNOOZED', 'medium'), ('DISMISSED', 'low'), ('RECOVERED', 'high')) v (s, p);
            insert into insight_events (insight_id, occurrence, kind, made_at, made_by, priority, sentence, until, before, state_before)
            select i.id, 1, k, '2026-01-06 04:00Z', case when b is null then 'program' else 'Sara' end, i.priority, case when b is null then 'Sara' end, case when k = 'SNOOZED' then date '2026-01-08' end, b::jsonb, case when b is not null then 'OPEN' end
            from proactive_insights i, (values ('OPENED', null), ('WORSENED', null), ('BACK', null), ('RECOVERED', null), ('GONE', null), ('ACCEPTED', '{}'), ('SNOOZED', '{}'), ('ASSIGNED', '{}'), ('DISMISSED', '{}')) e (k, b);
            insert into insight_events (insight_id, occurrence, kind, made_at, made_by, priority, undoes_id) select v.insight_id, 1, 'UNDONE', '2026-01-06 04:00Z', 'program', 'high', v.id from insight_events v where v.kind = 'ASSIGNED';
            """);
        await using var db = await filled.OpenAdminAsync();
        var one = await Dapper.SqlMapper.ExecuteScalarAsync<Guid>(db, "select id from proactive_insights where state = 'OPEN'");
        past.AddRange(await filled.PastAsync([("owner", "/insights"), ("coach", "/insights"), ("owner", $"/insights?since={OpenDoor.Opens.AddHours(-30).ToUnixTimeMilliseconds()}"), ("owner", $"/insights/{one}")]));
        past.ShouldBeEmpty();
    }
}
