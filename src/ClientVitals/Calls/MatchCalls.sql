-- Whose are the calls that belong to nobody, now that more addresses are known? By e-mail where one was given, else by number.
update public.call_records r
set client_id = m.client_id
from (
  select u.id, case when u.client_email is not null then e.client_id else p.client_id end as client_id
  from public.call_records u
  left join public.client_emails e on e.email = u.client_email
  left join public.client_phones p on p.phone = u.client_phone
  where u.client_id is null
    and case when u.client_email is not null then e.client_id else p.client_id end is not null
  order by u.id
  for update of u
) m
where r.id = m.id
