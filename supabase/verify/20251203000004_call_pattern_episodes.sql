-- Raises when 20251203000004_call_pattern_episodes is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('table public.call_pattern_episodes', to_regclass('public.call_pattern_episodes') is not null),
    ('index public.call_pattern_episodes_one_open', to_regclass('public.call_pattern_episodes_one_open') is not null),
    ('trigger update_call_pattern_episodes_updated_at', exists (select from pg_trigger where tgname = 'update_call_pattern_episodes_updated_at' and tgrelid = to_regclass('public.call_pattern_episodes'))),
    ('row security on public.call_pattern_episodes', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.call_pattern_episodes')), false))
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20251203000004_call_pattern_episodes is not in place; missing: %', missing;
  end if;
end
$$;
