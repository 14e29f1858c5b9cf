-- Which tables hold what a backup keeps, with the columns that are stored and not computed?
select
  n.nspname::text as schema,
  c.relname::text as name,
  array_agg(a.attname::text order by a.attnum) as columns,
  array_agg(pg_catalog.format_type(a.atttypid, a.atttypmod) order by a.attnum) as types,
  pg_catalog.obj_description(c.oid, 'pg_class') as comment
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
where c.relkind = 'r'
  and c.relpersistence <> 't'
  -- Not PostgreSQL's own, not a platform's; Supabase's ledger goes its own way, by the files of the migrations; when the alarm
  -- clock rings next is made again from the schedules.
  and n.nspname !~ '^(pg_|_)'
  and n.nspname <> all (array[
    'information_schema', 'supabase_migrations', 'extensions', 'auth', 'storage', 'realtime', 'graphql', 'graphql_public', 'vault',
    'pgbouncer', 'cron', 'net', 'pgsodium', 'pgsodium_masks', 'supabase_functions', 'quartz'])
  and not exists (
    select from pg_catalog.pg_depend d
    where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
group by n.nspname, c.relname, c.oid
order by n.nspname collate "C", c.relname collate "C"
