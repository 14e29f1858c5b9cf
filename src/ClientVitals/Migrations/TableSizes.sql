-- How large is each table, with its indexes?
select
  n.nspname::text as schemaname,
  c.relname::text as tablename,
  pg_size_pretty(pg_total_relation_size(c.oid)) as size,
  pg_total_relation_size(c.oid) as bytes,
  nullif(c.reltuples, -1)::bigint as rows
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p')
  and n.nspname in ('public', 'archive')
order by pg_total_relation_size(c.oid) desc, n.nspname, c.relname
limit 500
