-- Each client's packages together, as they were known at a moment.
select
  s.client_id,
  s.sessions_left,
  s.sessions_bought,
  s.days_until_renewal,
  s.kind,
  s.price,
  s.currency
from public.package_standings_as_of(@as_of::timestamptz, @zone::text, @clients::uuid[], @counted::boolean) s
