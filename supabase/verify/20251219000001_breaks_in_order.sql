-- Raises when 20251219000001_breaks_in_order is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('column client_health_scores.pattern_place', exists (
      select from pg_attribute a
      where a.attrelid = 'public.client_health_scores'::regclass and a.attname = 'pattern_place' and a.attgenerated = 's' and not a.attisdropped)),
    ('index public.client_health_scores_place', to_regclass('public.client_health_scores_place') is not null),
    ('index public.client_health_scores_coach_place', to_regclass('public.client_health_scores_coach_place') is not null)
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20251219000001_breaks_in_order is not in place; missing: %', missing;
  end if;
end
$$;
