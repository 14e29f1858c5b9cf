-- Which clients have these addresses? Both locked, in one order, so that two merges at once cannot wait for each other.
select c.id, e.email
from public.client_emails e
join public.clients c on c.id = e.client_id
where e.email in (@kept::text, @gone::text)
order by c.id
for update of c
