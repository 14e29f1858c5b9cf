-- How many days after a call was it logged, as daily checks at this hour see it? Calls by the age of their day and the delay; null = not said.
select
  @today::date - (r.started_at at time zone @zone::text)::date as age,
  case when r.logged_at is not null then
    greatest(0, ((r.known_at at time zone @zone::text) - ((@as_of::timestamptz at time zone @zone::text) - @today::date::timestamp))::date + 1
      - (r.started_at at time zone @zone::text)::date)
  end as delay,
  (count(*))::int as calls
from public.call_rollup_basis b
cross join unnest(@clients::uuid[]) as c (id)
cross join lateral (
  -- Asked client by client (hence the offset): a sample is few, and nobody else's calls are opened.
  select r.started_at, r.logged_at, r.known_at
  from public.call_records r
  where r.client_id = c.id
    and r.started_at >= (@today::date - @days::int)::timestamp at time zone @zone::text
    and r.started_at < @today::date::timestamp at time zone @zone::text
    and r.known_at < @as_of::timestamptz
    and r.channel = any (b.engaged_channels)
    and r.status = any (b.engaged_statuses)
  offset 0
) r
group by 1, 2
