using System.Globalization;
using System.Text;
using ClientVitals.Database;
using ClientVitals.Insights;
using ClientVitals.Statistics;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Insights;

/// <summary>
/// The watcher in a town in which nothing changes: 26 weeks, a run every 30 hours, so that each of its four hours of the day comes in turn, with the checks of the rooms. Clients' scores wander about a level of their own with
/// a memory of days, breaks come by chance, sources deliver on working hours and miss one now and then, a few rows match nobody.
/// </summary>
public sealed class UnchangedTownTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Weeks = 26, Before = 36, Clients = 200;

    private static readonly DateTimeOffset Begin = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_gives_at_most_one_false_finding_a_month()
    {
        await ToyReadings.ClearAsync(database);
        await database.DoAsync($"update settings set business_zone = 'UTC'; delete from deliveries; delete from call_pattern_episodes; update job_schedules set enabled = job in ('daily-pattern-analysis', 'daily-health-scoring'), owed_since = null; insert into clients (firstname, coach_id) select 'c' || n, case when n % 2 = 0 then '{ToyReadings.Sara}'::uuid else '00000000-0000-4000-8000-00000000000b' end from generate_series(1, {Clients}) n");
        await database.DoAsync(Town());
        var (opened, failed, notRun) = (0, 0, 0);
        for (var at = Begin.AddHours(12); at < Begin.AddDays(7 * Weeks); at = at.AddHours(30))
        {
            var looked = await database.Vitals.DoAsync(new LookForFindings(), Principal.Program, at, Ct);
            (opened, failed, notRun) = (opened + looked.Opened, failed + looked.Failed, notRun + looked.NotRun);
        }
        await using var db = await database.OpenAdminAsync();
        var found = string.Join(", ", await db.QueryAsync<string>("select i.insight_type || ' ' || v.made_at::date || ' ' || v.sentence from insight_events v join proactive_insights i on i.id = v.insight_id where v.kind = 'OPENED' order by v.id"));
        TestContext.Current.TestOutputHelper?.WriteLine($"{opened} found: {found}");
        failed.ShouldBe(0);
        notRun.ShouldBe(0, "each check had enough to judge by, all the time");
        opened.ShouldBeLessThanOrEqualTo(Weeks * 7 / 30, found);
        // A run told nobody twice.
        (await db.ExecuteScalarAsync<int>("select count(*)::int from insight_messages where kind = 'ALARM'")).ShouldBe(opened);
    }

    /// <summary>All that is there to be measured, day by day, from five weeks before the first run.</summary>
    private static string Town()
    {
        var random = SplitMix64.Of(20260131, "town");
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.Unit())) * Math.Cos(2 * Math.PI * random.Unit());
        int Poisson(double mean)
        {
            var (limit, product, count) = (Math.Exp(-mean), random.Unit(), 0);
            for (; product > limit; count++)
                product *= random.Unit();
            return count;
        }

        var levels = Enumerable.Range(0, Clients).Select(_ => 20 + (75 * random.Unit())).ToArray();
        var wander = levels.Select(_ => 8 * Normal()).ToArray();
        var zones = new string?[Clients];
        var sql = new StringBuilder();
        var next = 0;
        for (var day = -Before; day < 7 * Weeks; day++)
        {
            var (on, red, yellow) = (Begin.AddDays(day), 0, 0);
            var date = on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            for (var client = 0; client < Clients; client++)
            {
                wander[client] = (.9 * wander[client]) + (8 * Math.Sqrt(1 - (.9 * .9)) * Normal());
                var zone = (levels[client] + wander[client]) switch { < 50 => "RED", < 70 => "YELLOW", < 85 => "GREEN", _ => "PURPLE" };
                red += zone == "RED" ? 1 : 0;
                yellow += zone == "YELLOW" ? 1 : 0;
                if (zones[client] is { } was && was != zone)
                    sql.Append(CultureInfo.InvariantCulture, $"insert into client_zone_changes (client_id, changed_on, scorecard_id, zone_before, zone_after, score_before, score_after, scored_before) select id, '{date}', 1, '{was}', '{zone}', 50, 50, '{date}' from clients where firstname = 'c{client + 1}';\n");
                zones[client] = zone;
            }
            sql.Append(CultureInfo.InvariantCulture, $$"""insert into job_runs (job, slot, state, started_at, finished_at, details) select j, t, 'succeeded', t, t, '{"as_of": "{{date}}T09:00:00Z", "scorecard": "documented-v1", "scored": {{Clients}}, "red": {{red}}, "yellow": {{yellow}}}' from (values (timestamptz '{{date}} 09:00Z')) v (t), unnest(array['daily-pattern-analysis', 'daily-health-scoring']) j;""").Append('\n');
            for (var breaks = Poisson(1.3); breaks > 0; breaks--)
                sql.Append(CultureInfo.InvariantCulture, $"insert into call_pattern_episodes (client_id, opened_on, worst_status, closed_on, close_reason) select id, '{date}', 'BELOW_PATTERN', '{date}', 'x' from clients where firstname = 'c{(next++ % Clients) + 1}' on conflict do nothing;\n");
            // Monday to Saturday, every second hour of the day; one of thirty does not come, and every second Sunday something does.
            if (on.DayOfWeek != DayOfWeek.Sunday || day % 14 == 0)
            {
                foreach (var (entity, mean) in new[] { ("calls", 12.0), ("sessions", 6.0) })
                {
                    for (var hour = 6; hour <= 18; hour += 2)
                    {
                        var rows = Poisson(mean);
                        if (random.Unit() < 1 / 30.0)
                            continue;
                        var unmatched = Enumerable.Range(0, rows).Count(_ => random.Unit() < .04);
                        sql.Append(CultureInfo.InvariantCulture, $"insert into deliveries (source, name, entity, state, started_at, finished_at, read, added, unmatched) values ('telephony', 'x', '{entity}', 'succeeded', '{date} {hour:00}:00Z', '{date} {hour:00}:00Z', {rows}, {rows}, {unmatched});\n");
                    }
                }
            }
        }
        return sql.ToString();
    }
}
