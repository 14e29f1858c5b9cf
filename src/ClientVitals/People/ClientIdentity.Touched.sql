-- The clients to whom the staged rows and their addresses went.
select e.client_id as id
from incoming_emails e
where e.client_id is not null
union
select p.client_id
from incoming_phones p
where p.client_id is not null
