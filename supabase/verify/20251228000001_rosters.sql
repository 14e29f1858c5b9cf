-- Raises when 20251228000001_rosters is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('column client_health_scores.pattern_roster', exists (
      select from pg_attribute a
      where a.attrelid = 'public.client_health_scores'::regclass and a.attname = 'pattern_roster' and a.attgenerated = 's' and not a.attisdropped)),
    ('column client_health_scores.order_name', exists (
      select from pg_attribute a
      where a.attrelid = 'public.client_health_scores'::regclass and a.attname = 'order_name' and a.attgenerated = 's' and not a.attisdropped)),
    ('index public.client_health_scores_roster', to_regclass('public.client_health_scores_roster') is not null),
    ('index public.client_health_scores_coach_roster', to_regclass('public.client_health_scores_coach_roster') is not null),
    ('index public.clients_coach_name', to_regclass('public.clients_coach_name') is not null),
    ('index public.clients_segment_name', to_regclass('public.clients_segment_name') is not null),
    ('index public.clients_newest', to_regclass('public.clients_newest') is not null)
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20251228000001_rosters is not in place; missing: %', missing;
  end if;
end
$$;
