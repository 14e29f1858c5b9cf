-- Connections the server has to give, and those other logins hold now.
select
  current_setting('max_connections')::int as most,
  current_setting('superuser_reserved_connections')::int + coalesce(current_setting('reserved_connections', true), '0')::int as reserved,
  l.rolconnlimit as login_limit,
  d.datconnlimit as database_limit,
  (select (count(*))::int from pg_catalog.pg_stat_activity a where a.usesysid <> l.oid) as others
from pg_catalog.pg_roles l
cross join pg_catalog.pg_database d
where l.rolname = session_user
  and d.datname = current_database()
