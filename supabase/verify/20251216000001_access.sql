-- Raises when 20251216000001_access is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('table public.users', to_regclass('public.users') is not null),
    ('table public.user_links', to_regclass('public.user_links') is not null),
    ('table public.user_sessions', to_regclass('public.user_sessions') is not null),
    ('table public.api_keys', to_regclass('public.api_keys') is not null),
    ('table public.sign_in_failures', to_regclass('public.sign_in_failures') is not null),
    ('table public.audit_log', to_regclass('public.audit_log') is not null),
    ('index public.users_staff', to_regclass('public.users_staff') is not null),
    ('index public.user_links_user', to_regclass('public.user_links_user') is not null),
    ('index public.user_links_one_open', to_regclass('public.user_links_one_open') is not null),
    ('index public.user_sessions_user', to_regclass('public.user_sessions_user') is not null),
    ('index public.user_sessions_expiry', to_regclass('public.user_sessions_expiry') is not null),
    ('index public.api_keys_user', to_regclass('public.api_keys_user') is not null),
    ('index public.sign_in_failures_age', to_regclass('public.sign_in_failures_age') is not null),
    ('index public.audit_log_age', to_regclass('public.audit_log_age') is not null),
    ('index public.audit_log_who', to_regclass('public.audit_log_who') is not null),
    ('row security on public.users', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.users')), false)),
    ('row security on public.user_links', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.user_links')), false)),
    ('row security on public.user_sessions', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.user_sessions')), false)),
    ('row security on public.api_keys', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.api_keys')), false)),
    ('row security on public.sign_in_failures', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.sign_in_failures')), false)),
    ('row security on public.audit_log', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.audit_log')), false)),
    ('function public.own_user_id()', to_regprocedure('public.own_user_id()') is not null),
    ('function public.sweep_audit_log()', to_regprocedure('public.sweep_audit_log()') is not null),
    ('audit_log that only grows', not exists (
      select from information_schema.table_privileges p
      where p.table_schema = 'public' and p.table_name = 'audit_log' and p.grantee in ('anon', 'authenticated', 'service_role') and p.privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')))
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20251216000001_access is not in place; missing: %', missing;
  end if;
end
$$;
