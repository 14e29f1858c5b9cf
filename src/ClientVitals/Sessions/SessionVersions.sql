-- What we knew of this session, the latest first.
select
  s.known_from,
  null::timestamptz as known_until,
  s.starts_at,
  s.status,
  s.minutes,
  s.staff,
  s.kind,
  s.charged,
  s.modified_at,
  s.delivery_id as delivery
from public.sessions s
where s.id = @session::bigint
union all
select
  v.known_from,
  v.known_until,
  v.starts_at,
  v.status,
  v.minutes,
  v.staff,
  v.kind,
  v.charged,
  v.modified_at,
  v.delivery_id as delivery
from public.session_versions v
where v.id = @session::bigint
order by 1 desc, 2 desc nulls first
