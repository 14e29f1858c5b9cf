-- How many active client-days did a source, a coach or the whole book have on each of these days, as known at this moment?
with chosen as materialized (
  select c.id
  from public.clients c
  where c.status = 'ACTIVE'
    and c.merged_into is null
    and (@coach_id::uuid is null or c.coach_id = @coach_id::uuid)
    and (uuid_hash(c.id) & 2147483647) % @one_in::int = 0
)
select
  (t.day - date '0001-01-01')::int as day,
  (count(*))::int as active
from (
  select distinct (r.started_at at time zone @zone::text)::date as day, c.id, r.provider
  from public.call_rollup_basis b
  cross join chosen c
  cross join lateral (
    select r.started_at, r.provider
    from public.call_records r
    where r.client_id = c.id
      and r.started_at >= @from::date::timestamp at time zone @zone::text
      and r.started_at < @until::date::timestamp at time zone @zone::text
      and r.known_at < @as_of::timestamptz
      and r.channel = any (b.engaged_channels)
      and r.status = any (b.engaged_statuses)
    offset 0
  ) r
  where @scope::text <> 'SOURCE'
    or r.provider is not distinct from @provider::text
) t
group by t.day
