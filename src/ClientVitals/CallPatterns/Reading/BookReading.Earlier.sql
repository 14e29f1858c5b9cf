-- Which of these clients were engaged before the window, on a day of which something was known? (hidden: what was not known yet)
with hidden as materialized (
  select h.client_id, h.day, h.calls
  from unnest(@hidden_clients::uuid[], @hidden_days::int[], @hidden_calls::int[]) as h (client_id, day, calls)
)
select c.id as client_id
from public.clients c
cross join lateral (
  -- Asked client by client, so that the first year that answers ends it: a join would open every year there is.
  select
  from public.call_rollups u
  where u.client_id = c.id
    and u.year <= @from_year::int
    and exists (
      -- An unnest in the select list stops at the first day that answers; nearly always the year's first.
      select
      from (select unnest(u.days) as packed) d
      where (d.packed >> 42) < @window_start::int
        and (d.packed & 16383) > coalesce(
          (select h.calls from hidden h where h.client_id = u.client_id and h.day = (d.packed >> 42)), 0))
  order by u.year
  limit 1
) e
where c.id between @first::uuid and @last::uuid
  and (@only::uuid[] is null or c.id = any (@only::uuid[]))
order by c.id
