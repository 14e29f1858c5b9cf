namespace ClientVitals.Tests.Server.Pages;

/// <summary>Packages that run out and payments that failed, of Leila (Sara's client) and Omar (Tom's), for the doors of tests: today is 7 Jan 2026.</summary>
internal static class MoneyRows
{
    /// <summary>Leila's ends in five days and holds three sessions; Omar's ended six days ago.</summary>
    public static string Packages(Guid leila, Guid omar) => $"""
        delete from packages;
        insert into packages (client_id, source, record_key, bought_on, expires_on, kind, sessions_bought, price, currency, status, known_from) values
          ('{leila}', 'gym', 'l1', '2025-10-12', '2026-01-12', '12 sessions', 12, 1200, 'AED', 'ACTIVE', '2025-12-01 08:00Z'),
          ('{omar}', 'gym', 'o1', '2025-10-01', '2026-01-01', '8 sessions', 8, 37.5, 'KWD', 'ACTIVE', '2025-12-01 08:00Z');
        update client_health_scores set outstanding_sessions = null, sessions_purchased = null, days_until_renewal = null, package_type = null, sessions_last_30d = null, sessions_last_90d = null, days_since_last_session = null;
        """;

    /// <summary>As the scoring of this morning leaves them.</summary>
    public static string Counted(Guid leila, Guid omar) => $"""
        update client_health_scores set outstanding_sessions = 3, sessions_purchased = 12, days_until_renewal = 5, package_type = '12 sessions', sessions_last_30d = 6, sessions_last_90d = 20, days_since_last_session = 2,
          calculated_at = '2026-01-07 04:00Z', calculated_on = '2026-01-07' where client_id = '{leila}';
        update client_health_scores set outstanding_sessions = 0, sessions_purchased = 8, days_until_renewal = -6, package_type = '8 sessions', sessions_last_30d = 2, sessions_last_90d = 8, days_since_last_session = 12,
          calculated_at = '2026-01-07 04:00Z', calculated_on = '2026-01-07' where client_id = '{omar}';
        """;

    /// <summary>Leila's card was refused twice; of Omar one is disputed, one given back, and one recovered; one failed that is nobody's.</summary>
    public static string Payments(Guid leila, Guid omar) => $"""
        delete from payments;
        insert into payments (client_id, client_email, source, external_id, record_key, paid_at, amount, currency, status, invoice_key, reason, reference, payment_key, known_from) values
          ('{leila}', 'leila@example.com', 'stripe', 'ch-1', 'ch-1', '2025-12-20 08:00Z', 400, 'AED', 'FAILED', 'in-1', 'Insufficient funds', 'Membership', null, '2025-12-20 08:00Z'),
          ('{leila}', 'leila@example.com', 'stripe', 'ch-2', 'ch-2', '2025-12-23 08:00Z', 400, 'AED', 'FAILED', 'in-1', 'Card declined', 'Membership', null, '2025-12-23 08:00Z'),
          ('{omar}', 'omar@example.com', 'stripe', 'dp-1', 'dp-1', '2025-12-10 08:00Z', 90, 'USD', 'DISPUTED', null, 'Fraudulent', null, 'ch-0', '2025-12-10 08:00Z'),
          ('{omar}', 'omar@example.com', 'stripe', 're-1', 're-1', '2025-12-11 08:00Z', 20, 'USD', 'REFUNDED', null, null, null, 'ch-9', '2025-12-11 08:00Z'),
          ('{omar}', 'omar@example.com', 'stripe', 'ch-3', 'ch-3', '2026-01-02 08:00Z', 37.5, 'KWD', 'FAILED', null, 'Expired card', null, null, '2026-01-02 08:00Z'),
          ('{omar}', 'omar@example.com', 'stripe', 'ch-4', 'ch-4', '2026-01-04 08:00Z', 37.5, 'KWD', 'PAID', null, null, null, null, '2026-01-04 08:00Z'),
          (null, 'nobody@example.com', 'stripe', 'ch-5', 'ch-5', '2026-01-05 08:00Z', 15, null, 'FAILED', null, null, null, null, '2026-01-05 08:00Z');
        """;
}
