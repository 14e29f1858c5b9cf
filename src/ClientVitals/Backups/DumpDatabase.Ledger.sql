-- Which columns does Supabase's ledger have here, in their order?
select
  n.nspname::text as schema,
  c.relname::text as name,
  array_agg(a.attname::text order by a.attnum) as columns,
  array_agg(pg_catalog.format_type(a.atttypid, a.atttypmod) order by a.attnum) as types,
  pg_catalog.obj_description(c.oid, 'pg_class') as comment
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
where c.oid = to_regclass('supabase_migrations.schema_migrations')
group by n.nspname, c.relname, c.oid
