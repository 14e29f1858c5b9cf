-- Who was engaged before the window, on a day of which something was known at the moment? (hidden: what was not known yet)
with hidden as (
  select h.client_id, h.day, h.calls
  from unnest(@hidden_clients::uuid[], @hidden_days::int[], @hidden_calls::int[]) as h (client_id, day, calls)
)
select distinct u.client_id
from public.call_rollups u
where u.year <= @from_year::int
  and exists (
    -- An unnest in the select list stops at the first day that answers; nearly always the year's first.
    select
    from (select unnest(u.days) as packed) d
    where (d.packed >> 42) < @window_start::int
      and (d.packed & 16383) > coalesce(
        (select h.calls from hidden h where h.client_id = u.client_id and h.day = (d.packed >> 42)), 0))
