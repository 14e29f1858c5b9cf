-- Raises when 20260119000002_who_is_shown is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('column client_health_scores.pattern_rang_in_vain', exists (
      select from pg_attribute a
      where a.attrelid = 'public.client_health_scores'::regclass and a.attname = 'pattern_rang_in_vain' and not a.attisdropped)),
    ('column call_pattern_analysis.rang_in_vain', exists (
      select from pg_attribute a
      where a.attrelid = 'public.call_pattern_analysis'::regclass and a.attname = 'rang_in_vain' and not a.attisdropped)),
    ('TOGETHER in client_health_scores.pattern_roster', exists (
      select
      from pg_attrdef d
      join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
      where d.adrelid = 'public.client_health_scores'::regclass and a.attname = 'pattern_roster' and pg_get_expr(d.adbin, d.adrelid) like '%NEVER_GOT_GOING%TOGETHER%')),
    ('index public.client_health_scores_place', to_regclass('public.client_health_scores_place') is not null),
    ('index public.client_health_scores_coach_place', to_regclass('public.client_health_scores_coach_place') is not null),
    ('index public.client_health_scores_roster', to_regclass('public.client_health_scores_roster') is not null),
    ('index public.client_health_scores_coach_roster', to_regclass('public.client_health_scores_coach_roster') is not null),
    ('index public.call_records_in_vain', to_regclass('public.call_records_in_vain') is not null)
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20260119000002_who_is_shown is not in place; missing: %', missing;
  end if;
end
$$;
