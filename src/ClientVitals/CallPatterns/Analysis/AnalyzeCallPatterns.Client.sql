-- Which client has this address?
select e.client_id
from public.client_emails e
where e.email = @email::text
