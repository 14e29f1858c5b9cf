using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Web;

/// <content>Health: scored, stale, failed, never scored, nobody; and a client's card.</content>
public sealed partial class TextsLaw
{
    [Fact]
    public async Task Health_and_the_card_of_a_score_say_nothing_past_their_texts()
    {
        await using var filled = await PeopleDoor.FilledAsync(door.Cluster, "delete from job_runs");
        List<string> past = [.. await filled.PastAsync([("owner", "/health-scores"), ("coach", "/health-scores"), ("other", "/health-scores")])];
        await filled.DoAsync(HealthRows.Of(filled.Leila, filled.Omar));
        string[] pages = ["/health-scores", "/health-scores?zone=UNKNOWN", "/health-scores?zone=PURPLE", "/health-scores?sort=risk&columns=group&columns=points&columns=-", "/clients/{leila}", $"/clients/{filled.Omar}"];
        past.AddRange(await filled.PastAsync(pages.Select(page => ("owner", page))));
        past.AddRange(await filled.PastAsync([("coach", "/health-scores"), ("other", "/health-scores"), ("coach", "/clients/{leila}")]));
        await filled.DoAsync($"insert into health_overrides (client_id, zone, score, set_on, last_day, reason, set_at, set_by) values ('{filled.Leila}', 'YELLOW', 55, '2026-01-07', '2026-01-20', 'Moves', '2026-01-07 05:00Z', 'owner'), ('{filled.Omar}', 'RED', null, '2026-01-07', '2026-01-20', 'Moves', '2026-01-07 05:00Z', 'owner')");
        past.AddRange(await filled.PastAsync([("owner", "/health-scores"), ("owner", "/health-scores?set=hand"), ("owner", "/clients/{leila}?show=health"), ("owner", "/clients/{leila}?said=health-set&undo=1"), ("owner", "/clients/{leila}?said=health-unset"), ("coach", "/clients/{leila}"), ("owner", $"/clients/{filled.Omar}")]));
        await filled.DoAsync(HealthRows.Shifted);
        past.AddRange(await filled.PastAsync([("owner", "/health-scores")]));
        // Without an earlier score, without a check, with the best zone.
        await filled.DoAsync("delete from client_health_history where scored_on = '2026-01-06'; update risk_fits set calibration = null, checked_on = null; update client_health_history set inputs = '{6,12,0,10,20}', score = 92, zone = 'PURPLE' where score is not null");
        past.AddRange(await filled.PastAsync([("owner", "/clients/{leila}")]));
        await filled.DoAsync("update client_health_scores set calculated_at = '2026-01-05 05:00Z', calculated_on = '2026-01-05'");
        past.AddRange(await filled.PastAsync([("owner", "/health-scores"), ("coach", "/health-scores")]));
        await filled.DoAsync("insert into job_runs (job, slot, state, started_at, finished_at, error) values ('daily-health-scoring', '2026-01-06 05:00Z', 'failed', '2026-01-06 05:00Z', '2026-01-06 05:00Z', 'No room.')");
        past.AddRange(await filled.PastAsync([("owner", "/health-scores"), ("coach", "/health-scores")]));
        await filled.DoAsync("""
            insert into health_scorecards (name, version, definition, note, created_by, in_force_from, switched_on_at, switched_on_by)
            select v.name, 1, definition, 'Less weight on packages', 'owner', v.at, v.at, case when v.at is not null then 'owner' end
            from health_scorecards, (values ('draft', null::timestamptz), ('soon', '2026-01-09 20:00Z'), ('earlier', '2025-12-01 20:00Z'), ('ruling', '2025-12-20 20:00Z')) v (name, at) where health_scorecards.name = 'documented';
            update health_scorecards set definition = jsonb_set(jsonb_set(definition, '{inputs,0,days}', '30'), '{inputs,0,measure}', '"booked"') where name = 'earlier'
            """);
        past.AddRange(await filled.PastAsync([("owner", "/settings/scorecards?said=card-gone"), ("owner", "/settings/scorecards/draft-v1?said=card-saved"), ("owner", "/settings/scorecards/soon-v1?said=card-on"), ("owner", "/settings/scorecards/earlier-v1"), ("owner", "/settings/scorecards/ruling-v1?said=card-off"), ("owner", "/settings/scorecards/documented-v1")]));
        await filled.DoAsync("update client_health_scores set calculated_on = null");
        past.AddRange(await filled.PastAsync([("owner", "/settings/scorecards/draft-v1")]));
        past.ShouldBeEmpty();
    }

    [Fact]
    public async Task Past_days_that_are_being_filled_in_say_nothing_past_their_texts()
    {
        await using var filled = await PeopleDoor.FilledAsync(door.Cluster, """
            insert into job_runs (job, slot, state, started_at, fence, lease_until, details)
            values ('catch-up', '2026-01-06 05:00Z', 'running', '2026-01-06 05:00Z', 1, now() + interval '1 hour', '{"progress": {"done": 7, "total": 60}}')
            """);
        (await filled.PastAsync([("owner", "/health-scores"), ("owner", "/jobs")])).ShouldBeEmpty();
    }
}
