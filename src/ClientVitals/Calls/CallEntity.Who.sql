-- Who stands in this file, and with which addresses side by side?
select
  i.client_email,
  i.client_phone,
  i.firstname,
  i.lastname,
  i.coach,
  max(i.started_at) as last_at
from incoming i
group by 1, 2, 3, 4, 5
