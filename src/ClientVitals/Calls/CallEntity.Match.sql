-- Give calls without a client to the client whose address this file names: by e-mail, else by number.
with found as (
  select
    w.*,
    w.provider_call_id is not null and (
      row_number() over (partition by w.provider, w.provider_call_id, w.source, w.whose order by w.id) > 1
      or exists (
        select
        from public.call_records k
        where k.provider = w.provider
          and k.provider_call_id = w.provider_call_id
          and k.source is not distinct from w.source
          and k.client_id = w.whose)
    ) as is_double
  from (
    select
      u.id,
      u.provider,
      u.provider_call_id,
      u.source,
      m.whose
    from (
      select e.client_id as whose, r.id
      from incoming_emails e
      join public.call_records r on r.client_email = e.email and r.client_id is null
      where e.client_id is not null
      union all
      select p.client_id, r.id
      from incoming_phones p
      join public.call_records r on r.client_phone = p.phone and r.client_id is null and r.client_email is null
      where p.client_id is not null
    ) m
    join public.call_records u on u.id = m.id
    where u.client_id is null
      and u.id <= @before::bigint
    order by u.id
    for update of u
  ) w
),
-- The client has this call already, under another address: it is one call, and keeps what either telling says.
doubles as (
  delete from public.call_records r
  using found f
  where r.id = f.id
    and f.is_double
  returning r.provider, r.provider_call_id, r.source, f.whose, r.outcome, r.duration_seconds, r.staff, r.notes
),
filled as (
  update public.call_records r
  set outcome = coalesce(r.outcome, d.outcome),
      duration_seconds = coalesce(r.duration_seconds, d.duration_seconds),
      staff = coalesce(r.staff, d.staff),
      notes = coalesce(r.notes, d.notes)
  from doubles d
  where r.provider = d.provider
    and r.provider_call_id = d.provider_call_id
    and r.source is not distinct from d.source
    and r.client_id = d.whose
)
update public.call_records r
set client_id = f.whose
from found f
where r.id = f.id
  and not f.is_double
