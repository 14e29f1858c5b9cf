-- Raises when 20251203000002_people is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('table public.staff', to_regclass('public.staff') is not null),
    ('table public.clients', to_regclass('public.clients') is not null),
    ('table public.client_emails', to_regclass('public.client_emails') is not null),
    ('table public.client_phones', to_regclass('public.client_phones') is not null),
    ('table public.client_pauses', to_regclass('public.client_pauses') is not null),
    ('table public.client_health_scores', to_regclass('public.client_health_scores') is not null),
    ('column client_health_scores.email', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'client_health_scores' and column_name = 'email')),
    ('column client_health_scores.client_id', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'client_health_scores' and column_name = 'client_id')),
    ('column client_health_scores.firstname', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'client_health_scores' and column_name = 'firstname')),
    ('column client_health_scores.lastname', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'client_health_scores' and column_name = 'lastname')),
    ('column client_health_scores.health_score', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'client_health_scores' and column_name = 'health_score')),
    ('column client_health_scores.health_zone', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'client_health_scores' and column_name = 'health_zone')),
    ('column client_health_scores.assigned_coach', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'client_health_scores' and column_name = 'assigned_coach')),
    ('index public.staff_name_once', to_regclass('public.staff_name_once') is not null),
    ('index public.client_emails_one_primary', to_regclass('public.client_emails_one_primary') is not null),
    ('index public.client_phones_one_primary', to_regclass('public.client_phones_one_primary') is not null),
    ('index public.idx_health_predictive_risk', to_regclass('public.idx_health_predictive_risk') is not null or to_regclass('public.client_health_history') is not null),
    ('trigger update_clients_updated_at', exists (select from pg_trigger where tgname = 'update_clients_updated_at' and tgrelid = to_regclass('public.clients'))),
    ('trigger update_client_health_scores_updated_at', exists (select from pg_trigger where tgname = 'update_client_health_scores_updated_at' and tgrelid = to_regclass('public.client_health_scores'))),
    ('row security on public.staff', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.staff')), false)),
    ('row security on public.clients', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.clients')), false)),
    ('row security on public.client_emails', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.client_emails')), false)),
    ('row security on public.client_phones', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.client_phones')), false)),
    ('row security on public.client_pauses', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.client_pauses')), false)),
    ('row security on public.client_health_scores', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.client_health_scores')), false))
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20251203000002_people is not in place; missing: %', missing;
  end if;
end
$$;
