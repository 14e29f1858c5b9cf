-- Which sequences are there, and by how much does each count up?
select
  n.nspname::text as schema,
  c.relname::text as name,
  q.seqincrement as increment
from pg_catalog.pg_sequence q
join pg_catalog.pg_class c on c.oid = q.seqrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relpersistence <> 't'
  and n.nspname !~ '^(pg_|_)'
  and n.nspname <> all (array[
    'information_schema', 'supabase_migrations', 'extensions', 'auth', 'storage', 'realtime', 'graphql', 'graphql_public', 'vault',
    'pgbouncer', 'cron', 'net', 'pgsodium', 'pgsodium_masks', 'supabase_functions'])
  and not exists (
    select from pg_catalog.pg_depend d
    where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
order by n.nspname collate "C", c.relname collate "C"
