-- Which table must be loaded after which, because a foreign key of it points there?
select distinct
  pg_catalog.concat(pn.nspname, '.', p.relname) as later,
  pg_catalog.concat(en.nspname, '.', e.relname) as earlier
from pg_catalog.pg_constraint k
join pg_catalog.pg_class p on p.oid = k.conrelid
join pg_catalog.pg_namespace pn on pn.oid = p.relnamespace
join pg_catalog.pg_class e on e.oid = k.confrelid
join pg_catalog.pg_namespace en on en.oid = e.relnamespace
where k.contype = 'f'
  and k.conrelid <> k.confrelid
  -- The alarm clock's tables are not kept.
  and pn.nspname <> 'quartz'
