-- The clients whose addresses the staged rows name.
select e.client_id as id
from public.client_emails e
join (select distinct i.client_email from incoming i) n on n.client_email = e.email
union
select p.client_id
from public.client_phones p
join (select distinct i.client_phone from incoming i) n on n.client_phone = p.phone
