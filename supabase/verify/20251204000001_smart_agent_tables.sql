-- Raises when 20251204000001_smart_agent_tables is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('table public.agent_knowledge', to_regclass('public.agent_knowledge') is not null),
    ('table public.agent_conversations', to_regclass('public.agent_conversations') is not null),
    ('table public.agent_decisions', to_regclass('public.agent_decisions') is not null),
    ('table public.proactive_insights', to_regclass('public.proactive_insights') is not null),
    ('table public.agent_metrics', to_regclass('public.agent_metrics') is not null),
    ('function public.match_knowledge(real[], double precision, integer, text)', to_regprocedure('public.match_knowledge(real[], double precision, integer, text)') is not null),
    ('function public.get_conversation_context(text, integer)', to_regprocedure('public.get_conversation_context(text, integer)') is not null),
    ('function public.get_active_insights(integer)', to_regprocedure('public.get_active_insights(integer)') is not null),
    ('function public.get_successful_decisions(text, integer)', to_regprocedure('public.get_successful_decisions(text, integer)') is not null),
    ('trigger update_agent_knowledge_updated_at', exists (select from pg_trigger where tgname = 'update_agent_knowledge_updated_at' and tgrelid = to_regclass('public.agent_knowledge'))),
    ('trigger update_agent_decisions_updated_at', exists (select from pg_trigger where tgname = 'update_agent_decisions_updated_at' and tgrelid = to_regclass('public.agent_decisions'))),
    ('trigger update_proactive_insights_updated_at', exists (select from pg_trigger where tgname = 'update_proactive_insights_updated_at' and tgrelid = to_regclass('public.proactive_insights'))),
    ('trigger update_agent_metrics_updated_at', exists (select from pg_trigger where tgname = 'update_agent_metrics_updated_at' and tgrelid = to_regclass('public.agent_metrics'))),
    ('row security on public.agent_knowledge', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.agent_knowledge')), false)),
    ('row security on public.agent_conversations', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.agent_conversations')), false)),
    ('row security on public.agent_decisions', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.agent_decisions')), false)),
    ('row security on public.proactive_insights', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.proactive_insights')), false)),
    ('row security on public.agent_metrics', coalesce((select relrowsecurity from pg_class where oid = to_regclass('public.agent_metrics')), false))
  ) as p (what, is_there)
  where not p.is_there;
  if missing is not null then
    raise exception '20251204000001_smart_agent_tables is not in place; missing: %', missing;
  end if;
  perform * from public.get_active_insights(1);
  perform * from public.match_knowledge(array[1, 0]::real[]);
end
$$;
