-- The calls go over; the roll-up follows by itself. A call that both have is one call, and keeps what either telling says.
with doubles as (
  delete from public.call_records r
  using public.call_records k
  where r.client_id = @gone::uuid
    and r.provider_call_id is not null
    and k.client_id = @kept::uuid
    and k.provider = r.provider
    and k.provider_call_id = r.provider_call_id
    and k.source is not distinct from r.source
  returning r.id, k.id as kept_id, r.outcome, r.duration_seconds, r.staff, r.notes
),
filled as (
  update public.call_records r
  set outcome = coalesce(r.outcome, d.outcome),
      duration_seconds = coalesce(r.duration_seconds, d.duration_seconds),
      staff = coalesce(r.staff, d.staff),
      notes = coalesce(r.notes, d.notes)
  from doubles d
  where r.id = d.kept_id
)
update public.call_records r
set client_id = @kept::uuid
where r.client_id = @gone::uuid
  and not exists (select from doubles d where d.id = r.id)
