-- How many corrections of this delivery were not recorded, because it came before they were?
select case
  when d.details ? 'changes_recorded' or exists (select from public.delivery_changes c where c.delivery_id <= d.id) then 0
  else d.corrected
end
from public.deliveries d
where d.id = @delivery::bigint
