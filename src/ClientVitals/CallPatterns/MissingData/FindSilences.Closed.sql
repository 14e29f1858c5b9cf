-- On which days is everybody away, as known at this moment?
select
  (p.starts_on - date '0001-01-01')::int as from_day,
  (coalesce(p.ends_on, @today::date) - date '0001-01-01')::int as until_day
from public.client_pauses p
where p.client_id is null
  and p.entered_at < @as_of::timestamptz
  and (p.ends_on is null or p.ends_on > @from::date)
  and p.starts_on < @today::date
