-- Raises when 20251213000001_pattern_answers is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('table public.call_pattern_answers', to_regclass('public.call_pattern_answers') is not null),
    ('index public.call_pattern_answers_client', to_regclass('public.call_pattern_answers_client') is not null),
    ('row security on public.call_pattern_answers', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.call_pattern_answers')), false))
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20251213000001_pattern_answers is not in place; missing: %', missing;
  end if;
end
$$;
