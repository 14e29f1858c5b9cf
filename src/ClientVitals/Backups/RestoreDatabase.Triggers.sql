-- How is each trigger on these tables put to sleep, and how woken as it was?
select
  pg_catalog.format('alter table %s disable trigger %I', g.tgrelid::regclass, g.tgname) as sleep,
  pg_catalog.format(
    'alter table %s enable %strigger %I', g.tgrelid::regclass,
    case g.tgenabled when 'A' then 'always ' when 'R' then 'replica ' else '' end, g.tgname) as wake
from pg_catalog.pg_trigger g
where not g.tgisinternal
  and g.tgenabled <> 'D'
  and g.tgrelid = any (@tables::text[]::regclass[])
order by g.tgrelid::regclass::text collate "C", g.tgname collate "C"
