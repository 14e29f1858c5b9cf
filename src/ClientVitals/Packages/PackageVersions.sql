-- What we knew of this package, the latest first.
select
  s.known_from,
  null::timestamptz as known_until,
  s.client_id,
  s.bought_on,
  s.starts_on,
  s.expires_on,
  s.status,
  s.kind,
  s.sessions_bought,
  s.source_remaining,
  s.price,
  s.currency,
  s.frozen_on,
  s.frozen_until,
  s.modified_at,
  s.delivery_id as delivery
from public.packages s
where s.id = @package::bigint
union all
select
  v.known_from,
  v.known_until,
  v.client_id,
  v.bought_on,
  v.starts_on,
  v.expires_on,
  v.status,
  v.kind,
  v.sessions_bought,
  v.source_remaining,
  v.price,
  v.currency,
  v.frozen_on,
  v.frozen_until,
  v.modified_at,
  v.delivery_id as delivery
from public.package_versions v
where v.id = @package::bigint
order by 1 desc, 2 desc nulls first
