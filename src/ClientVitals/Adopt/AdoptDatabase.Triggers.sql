-- How is each trigger on these tables that is on switched off, and how on again as it was?
select
  pg_catalog.format('alter table %s disable trigger %I', t.tgrelid::pg_catalog.regclass, t.tgname) as off,
  pg_catalog.format(
    'alter table %s enable %s trigger %I',
    t.tgrelid::pg_catalog.regclass,
    case t.tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end,
    t.tgname) as on_again
from pg_catalog.pg_trigger t
where t.tgrelid = any (select pg_catalog.to_regclass(n.name)::oid from unnest(@tables::text[]) as n (name))
  and not t.tgisinternal
  and t.tgenabled <> 'D'
order by 1
