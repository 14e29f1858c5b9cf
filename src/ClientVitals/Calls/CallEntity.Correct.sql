-- Set right the calls that this file tells otherwise; where the address changed, so may the client.
with locked as (
  select r.id
  from public.call_records r
  where r.id in (select k.id from known k where k.changed)
  order by r.id
  for update
),
told as (
  select
    k.id,
    k.likeness,
    i.*,
    case when i.client_email is not null then e.client_id else p.client_id end as found_id
  from known k
  join locked l on l.id = k.id
  join incoming i on i.line = k.line
  left join incoming_emails e on e.email = i.client_email
  left join incoming_phones p on p.phone = i.client_phone
  where k.changed
)
update public.call_records r
set client_id = case
      -- An e-mail decides whose it is; a line that gives none takes the call from nobody.
      when t.likeness = 4 and (t.client_email is not null or r.client_email is null) then t.found_id
      else coalesce(r.client_id, t.found_id)
    end,
    client_email = coalesce(t.client_email, r.client_email),
    client_phone = coalesce(t.client_phone, r.client_phone),
    started_at = t.started_at,
    logged_at = coalesce(t.logged_at, r.logged_at),
    direction = coalesce(t.direction, r.direction),
    channel = coalesce(t.channel, r.channel),
    status = coalesce(t.status, r.status),
    outcome = coalesce(t.outcome, r.outcome),
    duration_seconds = coalesce(t.duration_seconds, r.duration_seconds),
    staff = coalesce(t.staff, r.staff),
    notes = coalesce(t.notes, r.notes)
from told t
where r.id = t.id
