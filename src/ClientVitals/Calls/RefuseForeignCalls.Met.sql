-- The clients whose calls the staged ones may correct, other than their own clients'.
select distinct r.client_id as id
from known_calls k
join public.call_records r on r.id = k.id
where k.likeness > 1
  and r.client_id is not null
