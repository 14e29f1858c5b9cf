using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Reading;

public sealed class BookHistoriesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly TimeZoneInfo Dubai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Dubai");

    [Fact]
    public async Task The_roll_up_less_what_was_unknown_equals_the_raw_calls_visible_then()
    {
        // Calls over two years with every status and channel, a third of them logged up to ten days late, some just around the moments asked
        // about, then corrected and deleted at random.
        await database.DoAsync("""
            insert into settings (business_zone) values ('Asia/Dubai');
            update call_rollup_basis set business_zone = 'Asia/Dubai';
            select setseed(0.42);
            insert into clients (id) select gen_random_uuid() from generate_series(1, 40);
            insert into client_emails (email, client_id, is_primary) select id || '@example.com', id, true from clients;
            insert into call_records (client_id, started_at, logged_at, channel, status, direction)
            select c.id, s.at, case when random() < 0.33 then s.at + random() * interval '10 days' end,
              (array['PHONE', 'PHONE', 'VIDEO', 'SMS', 'UNKNOWN'])[1 + floor(random() * 5)::int],
              (array['COMPLETED', 'COMPLETED', 'NO_ANSWER', 'DECLINED', 'CANCELLED'])[1 + floor(random() * 5)::int],
              (array['INBOUND', 'OUTBOUND', 'UNKNOWN'])[1 + floor(random() * 3)::int]
            from clients c, lateral (select timestamptz '2024-01-01' + random() * interval '700 days' as at from generate_series(1, 120)) s;
            insert into call_records (client_id, started_at, logged_at, direction)
            select c.id, m.at - b.before, m.at + l.later, 'OUTBOUND'
            from unnest(array['2024-01-20T04:00Z', '2024-12-31T20:00Z', '2025-06-01T12:34:56Z', '2026-01-01T00:00Z']::timestamptz[]) m (at)
            cross join unnest(array['0', '20 minutes', '59 minutes', '60 minutes', '61 minutes', '30 hours']::interval[]) b (before)
            cross join unnest(array['-1 second', '0', '1 second', '50 minutes', '3 days']::interval[]) l (later)
            cross join (select id from clients order by id limit 3) c;
            update call_records set status = 'COMPLETED' where id % 13 = 0;
            update call_records set started_at = started_at + interval '5 hours' where id % 17 = 0;
            update call_records set client_id = (select id from clients order by id limit 1) where id % 97 = 0;
            delete from call_records where id % 11 = 0;
            """);
        await using var db = await database.OpenAsync();
        foreach (var at in new[] { "2024-01-20T04:00:00Z", "2024-12-31T20:00:00Z", "2025-06-01T12:34:56Z", "2026-01-01T00:00:00Z" })
        {
            var asOf = Moment.Of(DateTimeOffset.Parse(at, null), Dubai);
            var raw = (await db.QueryAsync<(string Client, int Day, int Calls, int Outbound, int Attempts)>(
                """
                select e.email, ((r.started_at at time zone 'Asia/Dubai')::date - date '0001-01-01')::int,
                  (count(*) filter (where engaged))::int, (count(*) filter (where engaged and direction = 'OUTBOUND'))::int,
                  (count(*) filter (where status in ('NO_ANSWER', 'VOICEMAIL', 'DECLINED') and direction <> 'INBOUND'))::int
                from call_records r
                join client_emails e on e.client_id = r.client_id
                cross join lateral (select status = 'COMPLETED' and channel in ('PHONE', 'VIDEO', 'IN_PERSON') as engaged) as c
                where started_at < @at and coalesce(logged_at, started_at) < @at
                group by 1, 2
                """,
                new { at = asOf.At })).Where(r => r.Calls + r.Attempts > 0).Order().ToList();

            foreach (var (judgedFrom, first) in new (DateOnly?, int)[]
            {
                (null, PatternWindow.Start(asOf.Today)),
                (asOf.Date.AddDays(-100), PatternWindow.Start(asOf.Today - 100)),
                (DateOnly.MinValue, 0),
            })
            {
                var read = await BookReading.ReadAllAsync(db, asOf, Dubai, TestContext.Current.CancellationToken, judgedFrom);

                var seen = read.Histories.SelectMany(h => h.Days.Select(d => (h.Client, d.Day, d.Calls, d.Outbound, d.Attempts)));
                var judged = read.Histories.Select(h => h.Client).ToHashSet();
                seen.Order().ShouldBe(raw.Where(r => judged.Contains(r.Client) && r.Day >= first), at);
                read.Histories.Where(h => h.HasEarlier).Select(h => h.Client).Order().ShouldBe(
                    raw.Where(r => r.Day < first && r.Calls > 0).Select(r => r.Client).Distinct().Order(), at);
                raw.Where(r => !judged.Contains(r.Client)).ShouldAllBe(r => r.Calls == 0, "only clients without an engaged call are left out");

                // Read in parts it is the same book.
                var reading = await BookReading.BeginAsync(db, asOf, Dubai, judgedFrom, TestContext.Current.CancellationToken);
                var parts = new List<ClientHistory>();
                for (var from = 0; from < reading.Clients.Count; from += 7)
                    parts.AddRange((await reading.PartAsync(from, Math.Min(7, reading.Clients.Count - from), TestContext.Current.CancellationToken)).Histories);
                parts.Select(h => (h.Client, h.HasEarlier, h.Days.Length)).ShouldBe(read.Histories.Select(h => (h.Client, h.HasEarlier, h.Days.Length)), at);
                parts.SelectMany(h => h.Days).ShouldBe(read.Histories.SelectMany(h => h.Days), at);
            }
        }
    }
}
