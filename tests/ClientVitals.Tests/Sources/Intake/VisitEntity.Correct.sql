-- Set right the visits that are told otherwise.
update public.visits v
set client_id = coalesce(case when i.client_email is not null then e.client_id else p.client_id end, v.client_id),
    client_email = coalesce(i.client_email, v.client_email),
    client_phone = coalesce(i.client_phone, v.client_phone),
    starts_at = i.starts_at,
    state = coalesce(i.state, v.state),
    seconds = coalesce(i.seconds, v.seconds),
    staff = coalesce(i.staff, v.staff),
    note = coalesce(i.note, v.note)
from known k
join incoming i on i.line = k.line
left join incoming_emails e on e.email = i.client_email
left join incoming_phones p on p.phone = i.client_phone
where k.changed
  and v.id = k.id
