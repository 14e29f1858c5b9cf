-- Who has any of these addresses?
select e.client_id
from public.client_emails e
where e.email = any (@emails::text[])
union
select p.client_id
from public.client_phones p
where p.phone = any (@phones::text[])
