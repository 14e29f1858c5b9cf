-- The clients in this file, and their addresses.
select
  i.client_email,
  i.client_phone,
  i.firstname,
  i.lastname,
  i.coach,
  max(i.started_at) as last_at,
  null::uuid as known_id
from incoming i
group by 1, 2, 3, 4, 5
