-- Look once at what became of the clients of items whose 30 exposed days are over: days of a pause take no time. Back = two active days within 14, as of an
-- episode; our own tries do not count.
with waiting as materialized (
  select i.id, i.client_id, i.triggered_on
  from public.intervention_log i
  where i.outcome_measured_at is null
    and i.cause_kind <> 'EARLIER'
    and i.triggered_on < @today::date - @exposed_days::int
),
paused as materialized (
  select distinct w.id
  from waiting w
  join public.client_pauses p on (p.client_id = w.client_id or p.client_id is null) and p.superseded_at is null
  where p.starts_on < @today::date
    and (p.ends_on is null or p.ends_on > w.triggered_on)
),
windows as (
  select w.id, w.client_id, w.triggered_on, w.triggered_on + @exposed_days::int as until
  from waiting w
  where w.id not in (select p.id from paused p)
  union all
  select w.id, w.client_id, w.triggered_on, x.until
  from waiting w
  join paused p on p.id = w.id
  cross join lateral (
    select max(e.day) as until, count(*) as days
    from (
      select d.day::date as day
      from generate_series(w.triggered_on + 1, @today::date - 1, interval '1 day') d (day)
      where not exists (
        select
        from public.client_pauses q
        where (q.client_id = w.client_id or q.client_id is null)
          and q.superseded_at is null
          and q.starts_on <= d.day::date
          and (q.ends_on is null or q.ends_on > d.day::date))
      order by d.day
      limit @exposed_days::int) e) x
  where x.days = @exposed_days::int
),
active as (
  select w.id, date '0001-01-01' + (d.packed >> 42)::integer as day
  from windows w
  join public.call_rollups r on r.client_id = w.client_id and r.year between extract(year from w.triggered_on) and extract(year from w.until)
  cross join unnest(r.days) d (packed)
  where d.packed & 16383 > 0
    and date '0001-01-01' + (d.packed >> 42)::integer > w.triggered_on
    and date '0001-01-01' + (d.packed >> 42)::integer <= w.until
  union
  select w.id, (s.starts_at at time zone public.business_zone())::date
  from windows w
  join public.sessions s on s.client_id = w.client_id and s.status = 'ATTENDED'
  where @counts_visits::boolean
    and (s.starts_at at time zone public.business_zone())::date > w.triggered_on
    and (s.starts_at at time zone public.business_zone())::date <= w.until
),
gaps as (
  select a.id, a.day, a.day - lag(a.day) over (partition by a.id order by a.day) as since_last
  from active a
),
back as (
  select g.id, min(g.day) as returned_on
  from gaps g
  where g.since_last < @return_days::int
  group by g.id
),
measured as (
  update public.intervention_log i
  set exposed_until = w.until,
      returned_on = b.returned_on,
      outcome_measured_at = @now::timestamptz
  from windows w
  left join back b on b.id = w.id
  where i.id = w.id
  returning i.id
)
select count(*)::int as count
from measured
