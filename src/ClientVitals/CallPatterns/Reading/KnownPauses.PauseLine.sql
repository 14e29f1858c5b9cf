-- Which pauses were known at this moment? Client null = everybody's.
select
  p.client_id,
  (p.starts_on - date '0001-01-01')::int as starts,
  (p.ends_on - date '0001-01-01')::int as ends,
  ((p.entered_at at time zone @zone::text)::date - date '0001-01-01')::int as seen_on
from public.client_pauses p
where p.entered_at < @as_of::timestamptz
  and (p.superseded_at is null or p.superseded_at >= @as_of::timestamptz)
order by p.starts_on, p.id
