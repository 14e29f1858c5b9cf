-- How many rows of the roll-up are as they should be, and what is wrong with the others?
select
  count(*) filter (where b.days = u.days) as equal,
  count(*) filter (where b.days <> u.days) as different,
  count(*) filter (where u.client_id is null) as missing,
  count(*) filter (where b.client_id is null) as superfluous
from rebuilt_rollups b
full join public.call_rollups u on u.client_id = b.client_id and u.year = b.year
