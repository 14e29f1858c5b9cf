-- Was the roll-up built with the zone and the counting rule now in force?
select exists (
  select
  from public.call_rollup_basis b
  cross join lateral (select s.* from public.settings s order by s.version desc limit 1) f
  where (b.business_zone, b.engaged_channels, b.engaged_statuses) = (f.business_zone, f.engaged_channels, f.engaged_statuses)
) as still_holds
