-- How many calls did the undo of this delivery take out or take back?
select
  count(*) filter (where c.kind = 'UNDONE_ADDED') as added,
  count(*) filter (where c.kind = 'UNDONE_CORRECTED') as corrected
from public.delivery_changes c
where c.delivery_id = @delivery::bigint
