using ClientVitals.Access;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.Database;
using ClientVitals.Interventions;
using ClientVitals.Simulation;
using ClientVitals.Simulation.Walk;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Interventions;

/// <summary>
/// A simulated business lived for 60 days by the timetable, with coaches who work their queue each day: no item twice, none opened again, each with its cause, closed
/// in the run of the return, and no coach above their day.
/// </summary>
public sealed class QueueOfATownTests(TestCluster cluster)
{
    private const int Days = 60, Limit = 2;

    private static readonly Town Town = new(Seed: 11, Clients: 20, Weeks: 16, new DateOnly(2026, 3, 2));

    private static readonly DateOnly First = Town.FoundedOn.AddDays(1 - Days);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static DateTimeOffset At(DateOnly day, double hour) => TownClock.Midnight(Town.Zone, day).AddHours(hour);

    /// <summary>What must not be, after each day, by name.</summary>
    private const string Faults = """
        select 'twice open' as fault, count(*)::int as items from (select from intervention_log where completed_at is null group by client_id, cause_kind having count(*) > 1) x
        union all select 'twice for one cause', count(*)::int from (
          select from intervention_log where close_reason is distinct from 'paused' group by client_id, cause_kind, cause_id having count(*) > 1 and cause_id is not null) x
        union all select 'opened again', count(*)::int from intervention_events v join intervention_events c on c.item_id = v.item_id and c.kind = 'CLOSED'
          where v.id > c.id and v.made_by = 'program'
        union all select 'opened again', count(*)::int from intervention_log i where i.completed_at is null and exists (select from intervention_events c where c.item_id = i.id and c.kind = 'CLOSED')
        union all select 'episode without item', count(*)::int from call_pattern_episodes e where e.closed_on is null and not exists (
          select from intervention_log i where i.cause_kind = 'EPISODE' and i.cause_id = e.id and i.completed_at is null)
        union all select 'item without episode', count(*)::int from intervention_log i left join call_pattern_episodes e on e.id = i.cause_id and e.closed_on is null
          where i.completed_at is null and i.cause_kind = 'EPISODE' and e.id is null
        union all select 'zone without a fall', count(*)::int from intervention_log i join client_health_scores h using (client_id)
          where i.completed_at is null and i.cause_kind = 'ZONE_CHANGE' and (h.health_zone in ('GREEN', 'PURPLE') or (h.health_zone = 'YELLOW' and i.cause_status = 'RED'))
        union all select 'zone beside a break', count(*)::int from intervention_log i join intervention_log k using (client_id)
          where i.completed_at is null and k.completed_at is null and i.cause_kind = 'ZONE_CHANGE' and k.cause_kind in ('EPISODE', 'RANG_IN_VAIN', 'OUTREACH_GAP') and k.cause_status is distinct from 'ABOVE_PATTERN'
        union all select 'package that does not run out', count(*)::int from intervention_log i
          where i.completed_at is null and i.cause_kind = 'PACKAGE' and not exists (select from renewals_due(@today::date, 30, 60) r where r.client_id = i.client_id and r.package_id = i.cause_id)
        union all select 'without a playbook', count(*)::int from intervention_log i where i.playbook_id is null
        union all select 'client twice on Today', count(*)::int from (
          select from intervention_log i where i.completed_at is null and i.due_on <= @today::date and i.set_aside is null group by i.client_id having count(*) > 1) x
        union all select 'coach above their day', count(*)::int from (
          select from intervention_log i join clients c on c.id = i.client_id
          where c.coach_id is not null and ((i.completed_at is null and i.due_on <= @today::date and i.set_aside is null and (i.client_ends_on is null or i.client_ends_on > @today::date))
            or exists (select from intervention_events v where v.item_id = i.id and v.made_on = @today::date and v.made_by <> 'program'))
          group by c.coach_id having count(distinct i.client_id) > @limit) x
        """;

    [Fact]
    public async Task Sixty_days_of_a_queue_that_is_worked_off()
    {
        await using var database = await cluster.CloneAsync(Ct);
        await using var db = await database.OpenAdminAsync(Ct);
        await db.ExecuteAsync("insert into settings (business_zone, lines_a_day, set_by) values (@zone, @limit, 'test')", new { zone = Town.Zone, limit = Limit });
        var (faults, acts, full) = (new List<string>(), 0, 0);
        await new TellTown(Town, Town.FoundedOn) { SentSince = First }.RunAsync(database, At(Town.FoundedOn, 7), null, Ct);
        for (var day = First; day <= Town.FoundedOn; day = day.AddDays(1))
        {
            var open = (await db.QueryAsync<long>("select id from call_pattern_episodes where closed_on is null")).ToArray();
            await new AnalyzeCallPatterns().RunAsync(database, At(day, 8), "schedule", null, Ct);
            faults.AddRange(await db.QueryAsync<string>(
                "select 'closed in another run than its episode: ' || i.id from call_pattern_episodes e join intervention_log i on i.cause_kind = 'EPISODE' and i.cause_id = e.id where e.id = any(@open) and e.closed_on is not null and i.completed_at is distinct from @at",
                new { open, at = At(day, 8).ToUniversalTime() }));
            await CheckAsync(day, "08:00");
            // The night's sessions, packages and payments; the scores at 09:00 and the run at 10:30.
            await new WalkTown(Town, day) { LastDays = 1 }.RunAsync(database, At(day, 11), null, Ct);
            await CheckAsync(day, "10:30");
            full += (await NotToday.ReadAsync(database, DatabaseIdentity.Service, day, null, Ct)).All > 0 ? 1 : 0;
            foreach (var row in await QueueOfToday.ReadAsync(database, DatabaseIdentity.Service, day, day, At(day, 12), Ct))
            {
                var outcome = (acts++ % 4) switch { 0 => Outcome.Reached, 1 => Outcome.NoAnswer, 2 => Outcome.Snoozed, _ => Outcome.Reached };
                await database.DoAsync(new RecordOutcome(row.Item, outcome, outcome == Outcome.Snoozed ? day.AddDays(3) : null), Actor.CommandLine("coach"), At(day, 12), Ct);
            }
            await CheckAsync(day, "after work");
        }
        faults.ShouldBeEmpty();

        // The town must have had something to show: each kind of cause, worsening, returns, full days, and what came of it.
        var kinds = (await db.QueryAsync<(string Kind, int Items)>("select cause_kind, count(*)::int from intervention_log group by 1")).ToDictionary(one => one.Kind, one => one.Items);
        foreach (var kind in new[] { "EPISODE", "ZONE_CHANGE", "PACKAGE" })
            kinds.GetValueOrDefault(kind).ShouldBeGreaterThan(0, kind);
        acts.ShouldBeGreaterThan(30);
        full.ShouldBeGreaterThan(0, "no day was full");
        (await db.ExecuteScalarAsync<int>("select count(*)::int from intervention_log where close_reason = 'returned'")).ShouldBeGreaterThan(0);
        (await db.ExecuteScalarAsync<int>("select count(*)::int from intervention_log where close_reason = 'improved'")).ShouldBeGreaterThan(0);
        (await db.ExecuteScalarAsync<int>("select count(*)::int from intervention_outcomes where outcome <> 'NOT_KNOWN_YET'")).ShouldBeGreaterThan(0);
        (await db.ExecuteScalarAsync<int>("select count(*)::int from job_runs where job = 'daily-interventions' and state = 'succeeded'")).ShouldBe(Days);

        async Task CheckAsync(DateOnly day, string when) =>
            faults.AddRange((await db.QueryAsync<(string Fault, int Items)>(Faults, new { today = day, limit = Limit })).Where(one => one.Items > 0).Select(one => $"{day:O} {when}: {one.Items} {one.Fault}"));
    }
}
