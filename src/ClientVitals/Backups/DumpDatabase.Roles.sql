-- Makes the contract's roles where they are absent, as the first migration does: they belong to the whole server.
do $$
declare
  wanted text;
begin
  perform pg_catalog.pg_advisory_xact_lock(20251203, 1);
  foreach wanted in array array['anon', 'authenticated', 'service_role'] loop
    if not exists (select from pg_catalog.pg_roles r where r.rolname = wanted) then
      execute pg_catalog.format('create role %I nologin noinherit', wanted);
    end if;
    if not pg_catalog.pg_has_role(
      current_user, wanted,
      case when pg_catalog.current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end)
    then
      execute pg_catalog.format('grant %I to current_user', wanted);
    end if;
  end loop;
end
$$;
