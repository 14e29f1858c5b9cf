-- Set right the rows that are not as they should be.
with gone as (
  delete from public.call_rollups u
  where not exists (select from rebuilt_rollups b where b.client_id = u.client_id and b.year = u.year)
)
insert into public.call_rollups as u (client_id, year, days)
select b.client_id, b.year, b.days
from rebuilt_rollups b
where not exists (
  select from public.call_rollups k where k.client_id = b.client_id and k.year = b.year and k.days = b.days)
order by b.client_id, b.year
on conflict (client_id, year) do update set days = excluded.days
