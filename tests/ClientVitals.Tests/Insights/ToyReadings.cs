using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Insights;
using Dapper;
using Xunit;

namespace ClientVitals.Tests.Insights;

/// <summary>Two checks whose measures a test writes down (entering at 10, leaving at 5), the second resting on what the first says does not come; and accounts of people who are told.</summary>
public static class ToyReadings
{
    internal static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    internal static readonly InsightCheck Toys = new("toys", "Toys", typeof(ToyReadings), Says) { Heading = "coach_alerts", For = InsightFor.CoachAndOwners };

    internal static readonly InsightCheck Caused = new("caused", "Caused", typeof(ToyReadings), Says) { Step = "Caused", SuppressedBy = ["dolls"] };

    internal static readonly InsightCheck Broken = new("broken", "Broken", typeof(ToyReadings), Says) { Step = "Broken" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static InsightWords Says(InsightReading found) => new($"About {found.Subject}", FormattableString.Invariant($"{found.Subject} is {found.Measure}."));

    /// <summary>Nothing measured, nobody told; an owner, a coach and another coach with accounts.</summary>
    internal static Task ClearAsync(TestDatabase database) => database.DoAsync("""
        create table if not exists public.measured (kind text, subject text, measure float8, priority text, topic text, why_not text, staff_id uuid, primary key (kind, subject));
        grant all on public.measured to service_role;
        delete from measured; delete from proactive_insights; delete from insight_checks; delete from job_runs; delete from users; delete from clients; delete from staff;
        insert into staff (id, name) values ('00000000-0000-4000-8000-00000000000a', 'Sara'), ('00000000-0000-4000-8000-00000000000b', 'Tom');
        insert into users (id, email, name, app_role, staff_id, made_at, made_by) values
          ('00000000-0000-4000-8000-000000000001', 'owner@house.example', 'Olga', 'owner', null, '2026-01-01Z', 'test'),
          ('00000000-0000-4000-8000-000000000002', 'sara@house.example', 'Sara', 'coach', '00000000-0000-4000-8000-00000000000a', '2026-01-01Z', 'test'),
          ('00000000-0000-4000-8000-000000000003', 'tom@house.example', 'Tom', 'coach', '00000000-0000-4000-8000-00000000000b', '2026-01-01Z', 'test');
        """);

    internal static readonly Guid Sara = new("00000000-0000-4000-8000-00000000000a");

    /// <summary>Who sees one book.</summary>
    internal static DatabaseIdentity CoachOf(string staff) => new("authenticated", $$"""{"app_role": "coach", "staff_id": "{{staff}}", "sub": "00000000-0000-4000-8000-000000000002"}""");

    /// <summary>What the check measures from now on; null = it cannot be measured.</summary>
    internal static Task MeasureAsync(TestDatabase database, string subject, double? measure, string? priority = null, string kind = "toys", string? topic = null, Guid? staff = null) => database.DoAsync(
        FormattableString.Invariant($"""
        insert into measured values ('{kind}', '{subject}', {(measure is null ? "null" : measure.Value.ToString(System.Globalization.CultureInfo.InvariantCulture))}, {Quoted(priority)}, {Quoted(topic)}, {(measure is null ? "'unknown'" : "null")}, {Quoted(staff?.ToString())})
        on conflict (kind, subject) do update set measure = excluded.measure, priority = excluded.priority, topic = excluded.topic, why_not = excluded.why_not, staff_id = excluded.staff_id
        """));

    internal static Task<LookForFindings.Looked> LookAsync(TestDatabase database, double hours = 0, params InsightCheck[] checks) =>
        database.Vitals.DoAsync(new LookForFindings { Checks = checks.Length > 0 ? checks : [Toys, Caused] }, Principal.Program, Start.AddHours(hours), Ct);

    internal static Task<ActOnInsight.Acted> ActAsync(TestDatabase database, Guid finding, InsightAct act, DateOnly? until = null, string? to = null, double hours = 1) =>
        database.Vitals.DoAsync(new ActOnInsight(finding, act, until, to), Actor.CommandLine("Olga"), Start.AddHours(hours), Ct);

    internal static async Task<Insight> OneAsync(TestDatabase database, string subject = "ball") =>
        (await InsightList.ReadAsync(database.Vitals, DatabaseIdentity.Service, "all", null, DateTimeOffset.UnixEpoch, 500, Ct)).Single(one => one.Subject == subject);

    /// <summary>What happened to a finding, in order.</summary>
    internal static async Task<string> EventsAsync(TestDatabase database, string subject = "ball")
    {
        await using var db = await database.OpenAdminAsync();
        return string.Join(' ', await db.QueryAsync<string>("select v.kind from insight_events v join proactive_insights i on i.id = v.insight_id where i.subject = @subject order by v.id", new { subject }));
    }

    /// <summary>Who was told what, in order.</summary>
    internal static async Task<string> ToldAsync(TestDatabase database, string subject = "ball")
    {
        await using var db = await database.OpenAdminAsync();
        return string.Join(' ', await db.QueryAsync<string>("select m.kind || ':' || u.name from insight_messages m join users u on u.id = m.user_id join proactive_insights i on i.id = m.insight_id where i.subject = @subject order by m.event_id, u.name", new { subject }));
    }

    private static string Quoted(string? text) => text is null ? "null" : $"'{text}'";
}
