-- How many active client-days did a source, a coach or the whole book have on each of these days, as known at this moment?
select
  (t.day - date '0001-01-01')::int as day,
  (count(*))::int as active
from (
  select distinct
    (r.started_at at time zone @zone::text)::date as day,
    r.client_id,
    r.provider
  from public.call_rollup_basis b
  join public.call_records r on r.channel = any (b.engaged_channels)
    and r.status = any (b.engaged_statuses)
  join public.clients c on c.id = r.client_id
  where r.known_at >= @from::date::timestamp at time zone @zone::text
    and r.known_at < @as_of::timestamptz
    and r.started_at >= @from::date::timestamp at time zone @zone::text
    and r.started_at < @until::date::timestamp at time zone @zone::text
    and c.status = 'ACTIVE'
    and c.merged_into is null
    and case @scope::text
      when 'SOURCE' then r.provider is not distinct from @provider::text
      when 'COACH' then c.coach_id = @coach_id::uuid
      else true
    end
) t
group by t.day
