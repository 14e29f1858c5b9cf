-- A call that both clients have is one call: the other's goes, and the kept one says what either told.
with doubles as (
  delete from public.call_records r
  using public.call_records k
  where r.client_id = @gone::uuid
    and r.provider_call_id is not null
    and k.client_id = @kept::uuid
    and k.provider = r.provider
    and k.provider_call_id = r.provider_call_id
    and k.source is not distinct from r.source
  returning k.id as kept_id, r.outcome, r.duration_seconds, r.staff, r.notes
)
update public.call_records r
set outcome = coalesce(r.outcome, d.outcome),
    duration_seconds = coalesce(r.duration_seconds, d.duration_seconds),
    staff = coalesce(r.staff, d.staff),
    notes = coalesce(r.notes, d.notes)
from doubles d
where r.id = d.kept_id
