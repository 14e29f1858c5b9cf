-- Which calls did this delivery add or correct, and which other delivery tells them too? The next later one; for an added call else the latest earlier one.
create temporary table undone_calls on commit drop as
select
  t.id,
  bool_or(t.is_added) as is_added,
  coalesce(
    least(
      (select min(c.delivery_id) from public.delivery_changes c where c.call_id = t.id and c.kind in ('CORRECTED', 'CONFIRMED') and c.delivery_id > @delivery::bigint),
      (select min(c.delivery_id) from public.delivery_changes c where c.calls @> t.id and c.kind = 'CONFIRMED' and c.delivery_id > @delivery::bigint)
    ),
    case when bool_or(t.is_added) then greatest(
      (select max(c.delivery_id) from public.delivery_changes c where c.call_id = t.id and c.kind in ('CORRECTED', 'CONFIRMED') and c.delivery_id < @delivery::bigint),
      (select max(c.delivery_id) from public.delivery_changes c where c.calls @> t.id and c.kind = 'CONFIRMED' and c.delivery_id < @delivery::bigint)
    ) end
  ) as heir_id
from (
  select r.id, true as is_added
  from public.call_records r
  where r.delivery_id = @delivery::bigint
  union all
  select r.id, false
  from public.delivery_changes c
  join public.call_records r on r.id = c.call_id
  where c.delivery_id = @delivery::bigint
    and c.kind = 'CORRECTED'
) t
group by t.id
