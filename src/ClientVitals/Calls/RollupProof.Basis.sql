-- In which zone and by which rule was the roll-up built?
select
  b.business_zone as zone,
  b.engaged_channels as channels,
  b.engaged_statuses as statuses
from public.call_rollup_basis b
