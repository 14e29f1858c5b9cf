-- Whose is each number of this file, as far as is known? A number beside several e-mails says nobody's name.
select
  p.client_phone as phone,
  count(distinct p.client_email)::integer as emails,
  min(p.client_email) as email,
  k.client_id,
  k.client_id is null as is_new,
  (array_agg(p.firstname order by p.last_at desc, p.firstname) filter (where p.firstname is not null))[1] as firstname,
  (array_agg(p.lastname order by p.last_at desc, p.lastname) filter (where p.lastname is not null))[1] as lastname,
  (array_agg(p.coach order by p.last_at desc, p.coach) filter (where p.coach is not null))[1] as coach
from incoming_people p
left join public.client_phones k on k.phone = p.client_phone
where p.client_phone is not null
group by p.client_phone, k.client_id
