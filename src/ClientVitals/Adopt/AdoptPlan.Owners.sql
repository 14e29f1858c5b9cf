-- Which of these tables belong to a role that the present one may not act as?
select pg_catalog.format('%I.%I belongs to %s', n.nspname, c.relname, pg_catalog.pg_get_userbyid(c.relowner)) as owned
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where pg_catalog.format('%I.%I', n.nspname, c.relname) = any (@tables::text[])
  and not pg_catalog.pg_has_role(c.relowner, 'usage')
order by 1
