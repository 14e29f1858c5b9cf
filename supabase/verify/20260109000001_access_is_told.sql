-- Raises when 20260109000001_access_is_told is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  perform 'public.tell_access_changed()'::regprocedure;
  select string_agg(t.name, ', ') into missing
  from unnest(array[
    'users_access_changed', 'users_access_deleted', 'users_access_truncated',
    'user_sessions_access_changed', 'user_sessions_access_deleted', 'user_sessions_access_truncated',
    'api_keys_access_changed', 'api_keys_access_deleted', 'api_keys_access_truncated']) as t (name)
  where not exists (
    select from pg_catalog.pg_trigger g
    where g.tgname = t.name and g.tgfoid = 'public.tell_access_changed()'::regprocedure and g.tgenabled <> 'D');
  if missing is not null then
    raise exception '20260109000001_access_is_told is not in place; these triggers are missing or disabled: %', missing;
  end if;
end
$$;
