-- Undo of 20251204000001_smart_agent_tables. Rows go to the archive and come back with the next push.
select archive.keep_rows('public.agent_knowledge');
select archive.keep_rows('public.agent_conversations');
select archive.keep_rows('public.agent_decisions');
select archive.keep_rows('public.proactive_insights');
select archive.keep_rows('public.agent_metrics');
drop function if exists public.match_knowledge(real[], double precision, integer, text);
drop function if exists public.get_conversation_context(text, integer);
drop function if exists public.get_active_insights(integer);
drop function if exists public.get_successful_decisions(text, integer);
drop table public.agent_knowledge;
drop table public.agent_conversations;
drop table public.agent_decisions;
drop table public.proactive_insights;
drop table public.agent_metrics;
