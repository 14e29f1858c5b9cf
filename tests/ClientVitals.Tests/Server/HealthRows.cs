using System.Globalization;

namespace ClientVitals.Tests.Server;

/// <summary>Scores of two mornings for the doors of tests: Leila fell from GREEN to RED, Omar is unknown, and what a scoring leaves in the ledger.</summary>
internal static class HealthRows
{
    /// <summary>Statements that can run twice.</summary>
    public static string Of(Guid leila, Guid omar) => string.Create(CultureInfo.InvariantCulture, $$"""
        delete from client_health_history; delete from client_zone_changes; delete from job_runs where job = 'daily-health-scoring'; delete from risk_fits;
        insert into client_health_history (client_id, scored_on, scorecard_id, score, zone, confidence, why_unknown, inputs, dimensions, contributions, risk_points, churn_risk, as_of) values
          ('{{leila}}', '2026-01-06', 1, 84, 'GREEN', 0.7, null, '{3,12,0,null,null}', '{95,null,70}', '{29,17,9,0,0,0,0,0,0,29,0}', 30, 7.5, '2026-01-06 05:00Z'),
          ('{{leila}}', '2026-01-07', 1, 39, 'RED', 0.7, null, '{0,5,10,null,null}', '{45,null,30}', '{29,0,0,-3,0,0,0,0,0,13,0}', 100, 21.5, '2026-01-07 05:00Z'),
          ('{{omar}}', '2026-01-07', 1, null, null, 0, 'Nothing that the scorecard measures is known of this client.', '{null,null,null,null,null}', '{null,null,null}', '{0,0,0,0,0,0,0,0,0,0,0}', null, null, '2026-01-07 05:00Z');
        update client_health_scores set health_score = 39, health_zone = 'RED', health_trend = 'DECLINING', churn_risk_score = 21.5, predictive_risk_score = 100, risk_category = 'CRITICAL', intervention_priority = 'CRITICAL',
          calculated_at = '2026-01-07 05:00Z', calculated_on = '2026-01-07', calculation_version = 'documented-v1' where client_id = '{{leila}}';
        update client_health_scores set health_score = null, health_zone = null, health_trend = null, calculated_at = '2026-01-07 05:00Z', calculated_on = '2026-01-07', calculation_version = 'documented-v1' where client_id = '{{omar}}';
        insert into client_zone_changes (client_id, changed_on, scorecard_id, zone_before, zone_after, score_before, score_after, scored_before) values ('{{leila}}', '2026-01-07', 1, 'GREEN', 'RED', 84, 39, '2026-01-06');
        insert into job_runs (job, slot, state, started_at, finished_at, details)
        select 'daily-health-scoring', d, 'succeeded', d, d, jsonb_build_object('as_of', d, 'scorecard', 'documented-v1', 'current', true) from (values ('2026-01-06 05:00Z'::timestamptz), ('2026-01-07 05:00Z')) v (d);
        insert into risk_fits (as_of, settings_version, clients, r, alpha, a, b, stages, horizons, checked_on, calibration)
        select '2026-01-07 05:00Z', max(version), 200, 2, 4, 1, 2, 1, '[]', '2025-12-08',
          '[{"Number": 1, "Cases": 100, "Predicted": 0.05, "Happened": 4, "Seen": 0.04, "Low": 0.014, "High": 0.089}, {"Number": 2, "Cases": 100, "Predicted": 0.2, "Happened": 23, "Seen": 0.23, "Low": 0.163, "High": 0.31}]' from settings;
        """);

    /// <summary>Forty further clients who all fell from GREEN to RED within a week.</summary>
    public const string Shifted = """
        insert into clients (firstname) select 'Shifted ' || n from generate_series(1, 40) n;
        insert into client_health_history (client_id, scored_on, scorecard_id, score, zone, confidence, inputs, dimensions, contributions, as_of)
        select c.id, d.day, 1, d.score, d.zone, 1, '{}', '{}', '{}', d.day + time '05:00'
        from clients c, (values (date '2025-12-31', 75, 'GREEN'), ('2026-01-07', 20, 'RED')) d (day, score, zone) where c.firstname like 'Shifted %';
        insert into job_runs (job, slot, state, started_at, finished_at, details)
        values ('daily-health-scoring', '2025-12-31 05:00Z', 'succeeded', '2025-12-31 05:00Z', '2025-12-31 05:00Z', '{"as_of": "2025-12-31T05:00:00Z", "scorecard": "documented-v1", "current": true}');
        """;
}
