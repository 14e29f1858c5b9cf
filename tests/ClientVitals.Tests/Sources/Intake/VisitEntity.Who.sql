-- The addresses and names that stand side by side.
select i.client_email, i.client_phone, i.firstname, i.lastname, i.coach, max(i.starts_at) as last_at, null::uuid as known_id
from incoming i
group by 1, 2, 3, 4, 5
