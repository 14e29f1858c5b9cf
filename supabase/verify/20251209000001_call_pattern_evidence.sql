-- Raises when 20251209000001_call_pattern_evidence is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('column call_pattern_analysis.client_id', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'call_pattern_analysis' and column_name = 'client_id')),
    ('column call_pattern_analysis.run_id', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'call_pattern_analysis' and column_name = 'run_id')),
    ('column call_pattern_analysis.rule', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'call_pattern_analysis' and column_name = 'rule')),
    ('column call_pattern_analysis.as_of', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'call_pattern_analysis' and column_name = 'as_of')),
    ('column call_pattern_analysis.enough_history', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'call_pattern_analysis' and column_name = 'enough_history')),
    ('column call_pattern_analysis.expected_so_far', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'call_pattern_analysis' and column_name = 'expected_so_far')),
    ('column call_pattern_analysis.drift_since', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'call_pattern_analysis' and column_name = 'drift_since')),
    ('column call_pattern_analysis.expected_since', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'call_pattern_analysis' and column_name = 'expected_since')),
    ('column call_pattern_analysis.expected_since_low', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'call_pattern_analysis' and column_name = 'expected_since_low')),
    ('column call_pattern_analysis.expected_since_high', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'call_pattern_analysis' and column_name = 'expected_since_high')),
    ('column call_pattern_analysis.evidence', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'call_pattern_analysis' and column_name = 'evidence')),
    ('column call_pattern_analysis.evidence_needed', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'call_pattern_analysis' and column_name = 'evidence_needed')),
    ('column call_pattern_analysis.weeks_of_history', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'call_pattern_analysis' and column_name = 'weeks_of_history')),
    ('column call_pattern_analysis.paused_days', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'call_pattern_analysis' and column_name = 'paused_days')),
    ('column call_pattern_analysis.last_active_on', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'call_pattern_analysis' and column_name = 'last_active_on')),
    ('column call_pattern_analysis.reason', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'call_pattern_analysis' and column_name = 'reason')),
    ('column call_pattern_analysis.clears_when', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'call_pattern_analysis' and column_name = 'clears_when')),
    ('column client_health_scores.pattern_reason', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'client_health_scores' and column_name = 'pattern_reason')),
    ('column client_health_scores.pattern_since', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'client_health_scores' and column_name = 'pattern_since')),
    ('column client_health_scores.pattern_evidence', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'client_health_scores' and column_name = 'pattern_evidence')),
    ('column client_health_scores.pattern_enough_history', exists (select from information_schema.columns where table_schema = 'public' and table_name = 'client_health_scores' and column_name = 'pattern_enough_history')),
    ('index public.call_pattern_analysis_once', to_regclass('public.call_pattern_analysis_once') is not null),
    ('index public.call_pattern_analysis_client', to_regclass('public.call_pattern_analysis_client') is not null)
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20251209000001_call_pattern_evidence is not in place; missing: %', missing;
  end if;
end
$$;
