-- How many of this file's calls would be unmatched.
select count(*)
from incoming i
left join incoming_emails e on e.email = i.client_email
left join incoming_phones p on p.phone = i.client_phone
left join known k on k.line = i.line
left join public.call_records r on r.id = k.id
where coalesce(r.client_id, case when i.client_email is not null then e.client_id else p.client_id end) is null
