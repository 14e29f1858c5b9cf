-- Which sequences belong to a column, and to which? Their names need not be the same in another database.
select
  sn.nspname::text as schema,
  s.relname::text as name,
  pg_catalog.format('%I.%I', tn.nspname, t.relname) as of_table,
  a.attname::text as of_column
from pg_catalog.pg_depend d
join pg_catalog.pg_class s on s.oid = d.objid and s.relkind = 'S'
join pg_catalog.pg_namespace sn on sn.oid = s.relnamespace
join pg_catalog.pg_class t on t.oid = d.refobjid
join pg_catalog.pg_namespace tn on tn.oid = t.relnamespace
join pg_catalog.pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
where d.classid = 'pg_catalog.pg_class'::regclass
  and d.refclassid = 'pg_catalog.pg_class'::regclass
  and d.deptype = 'i'
