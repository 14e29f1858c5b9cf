-- Raises when 20251203000001_foundation is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('table public.settings', to_regclass('public.settings') is not null),
    ('table public.job_runs', to_regclass('public.job_runs') is not null),
    ('function public.update_updated_at_column()', to_regprocedure('public.update_updated_at_column()') is not null),
    ('function public.business_zone()', to_regprocedure('public.business_zone()') is not null),
    ('function public.business_today()', to_regprocedure('public.business_today()') is not null),
    ('function public.claims()', to_regprocedure('public.claims()') is not null),
    ('function public.sees_everybody()', to_regprocedure('public.sees_everybody()') is not null),
    ('function public.own_staff_id()', to_regprocedure('public.own_staff_id()') is not null),
    ('function archive.keep_rows(regclass)', to_regprocedure('archive.keep_rows(regclass)') is not null),
    ('function archive.give_back_rows(regclass)', to_regprocedure('archive.give_back_rows(regclass)') is not null),
    ('function archive.keep_columns(regclass, text[], text)', to_regprocedure('archive.keep_columns(regclass, text[], text)') is not null),
    ('function archive.give_back_columns(regclass, text)', to_regprocedure('archive.give_back_columns(regclass, text)') is not null),
    ('index public.job_runs_slot_once', to_regclass('public.job_runs_slot_once') is not null),
    ('index public.job_runs_latest', to_regclass('public.job_runs_latest') is not null),
    ('row security on public.settings', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.settings')), false)),
    ('row security on public.job_runs', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.job_runs')), false))
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20251203000001_foundation is not in place; missing: %', missing;
  end if;
  if (select count(*) from pg_roles where rolname in ('anon', 'authenticated', 'service_role')) <> 3 then
    raise exception 'The roles anon, authenticated and service_role are not all there.';
  end if;
  if not exists (select from public.settings) then
    raise exception 'There are no settings, not even the first version.';
  end if;
end
$$;
