-- A session that both clients have is one: the other's goes, and the kept one says what either told.
with doubles as (
  delete from public.sessions s
  using public.sessions k
  where s.client_id = @gone::uuid
    and k.client_id = @kept::uuid
    and k.record_key = s.record_key
    and k.source = s.source
  returning k.id as kept_id, s.minutes, s.booked_at, s.staff, s.kind, s.package_key, s.charged
)
update public.sessions s
set minutes = coalesce(s.minutes, d.minutes),
    booked_at = coalesce(s.booked_at, d.booked_at),
    staff = coalesce(s.staff, d.staff),
    kind = coalesce(s.kind, d.kind),
    package_key = coalesce(s.package_key, d.package_key),
    charged = coalesce(s.charged, d.charged)
from doubles d
where s.id = d.kept_id
