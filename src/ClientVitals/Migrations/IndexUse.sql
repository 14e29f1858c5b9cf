-- How often was each index used since the statistics began?
select
  i.schemaname::text as schemaname,
  i.relname::text as tablename,
  i.indexrelname::text as indexname,
  coalesce(i.idx_scan, 0) as idx_scan,
  coalesce(i.idx_tup_read, 0) as idx_tup_read,
  coalesce(i.idx_tup_fetch, 0) as idx_tup_fetch
from pg_stat_user_indexes i
where i.schemaname = 'public'
  and (@all::boolean or i.indexrelname like 'idx\_pattern%')
order by i.idx_scan desc, i.indexrelname
limit 500
