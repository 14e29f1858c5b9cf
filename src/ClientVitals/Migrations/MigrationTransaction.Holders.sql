-- Who else holds tables of this database, longest-held lock first?
select
  pg_catalog.format('%s by process %s (%s%s)',
    pg_catalog.string_agg(distinct l.relation::regclass::text, ', '),
    l.pid,
    coalesce(max(a.usename), 'another login'),
    coalesce(', ' || nullif(max(a.application_name), ''), '')) as held
from pg_catalog.pg_locks l
join pg_catalog.pg_class c on c.oid = l.relation and c.relkind in ('r', 'p', 'm') and c.relnamespace <> 'pg_catalog'::regnamespace
left join pg_catalog.pg_stat_activity a on a.pid = l.pid
where l.locktype = 'relation'
  and l.granted
  and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database())
  and l.pid <> pg_catalog.pg_backend_pid()
group by l.pid
order by min(a.xact_start), l.pid
limit 3
