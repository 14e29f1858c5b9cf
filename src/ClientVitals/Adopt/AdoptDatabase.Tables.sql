-- Which of these names are tables with rows of their own?
select pg_catalog.format('%I.%I', n.nspname, c.relname) as named
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where pg_catalog.format('%I.%I', n.nspname, c.relname) = any (@names::text[])
  and c.relkind in ('r', 'p')
order by 1
