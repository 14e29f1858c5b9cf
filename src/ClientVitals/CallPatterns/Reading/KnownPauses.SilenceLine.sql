-- Whose days are taken out because data of them were missing, as known at this moment? Client null = everybody's.
with known as materialized (
  select
    s.scope,
    s.provider,
    s.coach_id,
    s.starts_on,
    (s.starts_on - date '0001-01-01')::int as starts,
    -- One that lasts reaches through today; what comes is not known to be silent.
    (coalesce(s.ends_on, @today::date + 1) - date '0001-01-01')::int as ends,
    ((s.found_at at time zone @zone::text)::date - date '0001-01-01')::int as seen_on
  from public.source_silences s
  where s.found_at <= @as_of::timestamptz
    and (s.lifted_at is null or s.lifted_at > @as_of::timestamptz)
    and (s.ends_on is null or s.ends_on > date '0001-01-01' + @window_start::int)
)
select null::uuid as client_id, k.starts, k.ends, k.seen_on, k.scope
from known k
where k.scope = 'BOOK'
union all
select c.id, k.starts, k.ends, k.seen_on, k.scope
from known k
join public.clients c on c.coach_id = k.coach_id
where k.scope = 'COACH'
union all
-- A client of a source: most of the last three engaged calls before the silence came from it.
select c.id, k.starts, k.ends, k.seen_on, k.scope
from known k
cross join public.call_rollup_basis b
cross join public.clients c
cross join lateral (
  select
    count(*) filter (where l.provider is not distinct from k.provider) as of_source,
    count(*) as calls
  from (
    select r.provider
    from public.call_records r
    where r.client_id = c.id
      and r.started_at < k.starts_on::timestamp at time zone @zone::text
      and r.known_at < @as_of::timestamptz
      and r.channel = any (b.engaged_channels)
      and r.status = any (b.engaged_statuses)
    order by r.started_at desc
    limit 3
  ) l
) l
where k.scope = 'SOURCE'
  and 2 * l.of_source > l.calls
