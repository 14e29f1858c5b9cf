namespace ClientVitals.Tests.Server;

/// <summary>A book of sessions on which a version of the scorecard can be back-tested.</summary>
internal static class CardBook
{
    /// <summary>A hundred clients with sessions of 420 days, half of them VIP; every second stops on the way.</summary>
    public const string Sessions = """
        with made as (
          insert into clients (firstname, segment) select 'Tested' || n, case when n % 2 = 0 then 'VIP' end from generate_series(1, 100) n returning id, substr(firstname, 7)::int as n)
        insert into sessions (client_id, source, external_id, record_key, starts_at, status, known_from)
        select m.id, 'studio', m.n || '-' || d, m.n || '-' || d, s.starts_at, 'ATTENDED', s.starts_at + interval '2 hours'
        from made m
        cross join generate_series(1, 420) d
        cross join lateral (select timestamptz '2026-01-06 10:00Z' - d * interval '1 day' as starts_at) s
        where (d + m.n) % (2 + m.n % 4) = 0
          and (m.n % 4 > 1 or d > 100 + (m.n * 7) % 220)
        """;
}
