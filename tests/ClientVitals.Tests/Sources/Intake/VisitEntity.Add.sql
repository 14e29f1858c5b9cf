-- Add the visits that are not there yet.
insert into public.visits (id, client_id, client_email, client_phone, starts_at, state, seconds, staff, note, delivery_id)
select
  c.id,
  case when i.client_email is not null then e.client_id else p.client_id end,
  i.client_email,
  i.client_phone,
  i.starts_at,
  i.state,
  i.seconds,
  i.staff,
  i.note,
  @delivery::bigint
from incoming i
join crosswalk c on c.line = i.line
left join incoming_emails e on e.email = i.client_email
left join incoming_phones p on p.phone = i.client_phone
where not exists (select from known k where k.line = i.line)
