-- Raises when 20251208000001_call_pattern_analysis is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('table public.call_pattern_analysis', to_regclass('public.call_pattern_analysis') is not null),
    ('column client_health_scores.avg_calls_per_week', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'client_health_scores' and column_name = 'avg_calls_per_week')),
    ('column client_health_scores.calls_this_week', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'client_health_scores' and column_name = 'calls_this_week')),
    ('column client_health_scores.last_pattern_check', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'client_health_scores' and column_name = 'last_pattern_check')),
    ('column client_health_scores.pattern_status', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'client_health_scores' and column_name = 'pattern_status')),
    ('column call_pattern_analysis.id', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'call_pattern_analysis' and column_name = 'id')),
    ('column call_pattern_analysis.client_email', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'call_pattern_analysis' and column_name = 'client_email')),
    ('column call_pattern_analysis.analysis_date', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'call_pattern_analysis' and column_name = 'analysis_date')),
    ('column call_pattern_analysis.calls_this_week', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'call_pattern_analysis' and column_name = 'calls_this_week')),
    ('column call_pattern_analysis.avg_calls_per_week', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'call_pattern_analysis' and column_name = 'avg_calls_per_week')),
    ('column call_pattern_analysis.pattern_status', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'call_pattern_analysis' and column_name = 'pattern_status')),
    ('column call_pattern_analysis.deviation_pct', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'call_pattern_analysis' and column_name = 'deviation_pct')),
    ('column call_pattern_analysis.created_at', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'call_pattern_analysis' and column_name = 'created_at')),
    ('column call_pattern_analysis.updated_at', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'call_pattern_analysis' and column_name = 'updated_at')),
    ('function public.get_week_start(timestamptz)', to_regprocedure('public.get_week_start(timestamptz)') is not null),
    ('function public.get_week_start_in(timestamptz, text)', to_regprocedure('public.get_week_start_in(timestamptz, text)') is not null),
    ('function public.get_pattern_breaks(integer)', to_regprocedure('public.get_pattern_breaks(integer)') is not null),
    ('index public.idx_pattern_client', to_regclass('public.idx_pattern_client') is not null),
    ('index public.idx_pattern_date', to_regclass('public.idx_pattern_date') is not null),
    ('index public.idx_pattern_status', to_regclass('public.idx_pattern_status') is not null),
    ('index public.idx_client_pattern_status', to_regclass('public.idx_client_pattern_status') is not null),
    ('trigger update_call_pattern_analysis_updated_at', exists (select from pg_trigger where tgname = 'update_call_pattern_analysis_updated_at' and tgrelid = to_regclass('public.call_pattern_analysis'))),
    ('row security on public.call_pattern_analysis', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.call_pattern_analysis')), false))
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20251208000001_call_pattern_analysis is not in place; missing: %', missing;
  end if;
  if not exists (select from public.job_schedules s where s.job = 'daily-pattern-analysis') then
    raise exception 'The timetable lacks daily-pattern-analysis.';
  end if;
  perform * from public.get_pattern_breaks(7);
  if extract(isodow from public.get_week_start(timestamptz '2025-12-10 12:00:00+00') at time zone public.business_zone()) <> 1 then
    raise exception 'get_week_start does not give a Monday of the business zone.';
  end if;
  -- The document's second test: a row that names no date must go in (and goes out with this transaction).
  insert into public.call_pattern_analysis (client_email, calls_this_week, avg_calls_per_week, pattern_status)
  values ('verify@example.com', 1, 3, 'BELOW_PATTERN');
end
$$;
