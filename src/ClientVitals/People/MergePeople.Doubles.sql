-- Whom a source means by one id is one person: where both clients have it, the other's goes, and the kept one says what either told.
with doubles as (
  delete from public.people p
  using public.people k
  where p.client_id = @gone::uuid
    and k.client_id = @kept::uuid
    and k.record_key = p.record_key
    and k.source = p.source
  returning k.id as kept_id, p.registered_at, p.called, p.delinquent
)
update public.people p
set registered_at = coalesce(p.registered_at, d.registered_at),
    called = coalesce(p.called, d.called),
    delinquent = coalesce(p.delinquent, d.delinquent)
from doubles d
where p.id = d.kept_id
