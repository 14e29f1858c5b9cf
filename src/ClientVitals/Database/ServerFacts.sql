-- What server is this, how late is it there, and what may this login do?
select
  current_setting('server_version_num')::int as version_number,
  split_part(current_setting('server_version'), ' ', 1) as version,
  clock_timestamp() as clock,
  pg_catalog.pg_database_size(current_database()) as bytes,
  session_user::text as login,
  l.rolsuper as is_superuser,
  (select c.relowner = l.oid from pg_catalog.pg_class c where c.oid = to_regclass('public.clients')) as owns_tables,
  array(
    select n.name
    from unnest(array['anon', 'authenticated', 'service_role']) as n (name)
    left join pg_catalog.pg_roles r on r.rolname = n.name
    where r.oid is null
       or not pg_catalog.pg_has_role(l.oid, r.oid, 'member')
    order by n.name
  ) as not_held
from pg_catalog.pg_roles l
where l.rolname = session_user
