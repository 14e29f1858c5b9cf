-- Whom would this delivery make a client? As the step Clients finds them: the first by name, each with the count of all.
with strangers as (
  select
    e.email as address,
    e.firstname,
    e.lastname
  from incoming_emails e
  where e.is_new_client
  union all
  select
    p.phone,
    p.firstname,
    p.lastname
  from incoming_phones p
  where p.is_new and p.emails = 0 and p.client_id is not null
    and not exists (select from public.clients k where k.id = p.client_id)
)
select
  nullif(concat_ws(' ', s.firstname, s.lastname), '') as name,
  s.address,
  count(*) over () as clients
from strangers s
order by s.firstname is null and s.lastname is null, 1, 2
limit 12
