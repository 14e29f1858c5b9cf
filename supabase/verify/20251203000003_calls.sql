-- Raises when 20251203000003_calls is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('table public.deliveries', to_regclass('public.deliveries') is not null),
    ('table public.call_records', to_regclass('public.call_records') is not null),
    ('table public.call_rollups', to_regclass('public.call_rollups') is not null),
    ('table public.call_rollup_basis', to_regclass('public.call_rollup_basis') is not null),
    ('function public.keep_call_rollups()', to_regprocedure('public.keep_call_rollups()') is not null),
    ('index public.call_records_provider_once', to_regclass('public.call_records_provider_once') is not null),
    ('index public.call_records_row_once', to_regclass('public.call_records_row_once') is not null),
    ('index public.call_records_client', to_regclass('public.call_records_client') is not null),
    ('index public.call_records_known_at', to_regclass('public.call_records_known_at') is not null),
    ('trigger call_records_rollup_insert', exists (select from pg_trigger where tgname = 'call_records_rollup_insert' and tgrelid = to_regclass('public.call_records'))),
    ('trigger call_records_rollup_update', exists (select from pg_trigger where tgname = 'call_records_rollup_update' and tgrelid = to_regclass('public.call_records'))),
    ('trigger call_records_rollup_delete', exists (select from pg_trigger where tgname = 'call_records_rollup_delete' and tgrelid = to_regclass('public.call_records'))),
    ('trigger call_records_rollup_truncate', exists (select from pg_trigger where tgname = 'call_records_rollup_truncate' and tgrelid = to_regclass('public.call_records'))),
    ('row security on public.deliveries', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.deliveries')), false)),
    ('row security on public.call_records', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.call_records')), false)),
    ('row security on public.call_rollups', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.call_rollups')), false)),
    ('row security on public.call_rollup_basis', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.call_rollup_basis')), false))
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20251203000003_calls is not in place; missing: %', missing;
  end if;
  if (select count(*) from public.call_rollup_basis) <> 1 then
    raise exception 'call_rollup_basis must hold exactly one row.';
  end if;
end
$$;
