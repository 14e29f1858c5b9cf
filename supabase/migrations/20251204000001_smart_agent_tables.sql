-- The assistant's tables: knowledge, conversations, decisions, insights, metrics. Needs no extension.

create table if not exists public.agent_knowledge (
  id              uuid not null default gen_random_uuid(),
  category        text not null,
  subcategory     text,
  title           text not null,
  content         text not null,
  structured_data jsonb,
  embedding       real[],
  source          text not null default 'system',
  confidence      numeric not null default 1.0,
  usage_count     integer not null default 0,
  last_used_at    timestamptz,
  version         integer not null default 1,
  is_active       boolean not null default true,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  constraint agent_knowledge_pkey primary key (id),
  constraint agent_knowledge_category_is_known check (category in ('formula', 'rule', 'pattern', 'intervention_template', 'learning')),
  constraint agent_knowledge_source_is_known check (source in ('system', 'user', 'learned')),
  constraint agent_knowledge_confidence_is_a_share check (confidence between 0 and 1),
  constraint agent_knowledge_embedding_is_not_empty check (cardinality(embedding) > 0)
);
create index if not exists agent_knowledge_category on public.agent_knowledge (category) where is_active;
comment on table public.agent_knowledge is 'What the assistant may cite: formulas, rules, patterns, templates, learnings.';
comment on column public.agent_knowledge.id is 'Key.';
comment on column public.agent_knowledge.category is 'formula, rule, pattern, intervention_template or learning.';
comment on column public.agent_knowledge.subcategory is 'A finer grouping.';
comment on column public.agent_knowledge.title is 'Its title.';
comment on column public.agent_knowledge.content is 'Its text.';
comment on column public.agent_knowledge.structured_data is 'The same as data, where there is any.';
comment on column public.agent_knowledge.embedding is 'Embedding vector; null = not embedded. An array, so that no extension is needed.';
comment on column public.agent_knowledge.source is 'system, user or learned.';
comment on column public.agent_knowledge.confidence is '0 to 1.';
comment on column public.agent_knowledge.usage_count is 'How often it was cited.';
comment on column public.agent_knowledge.last_used_at is 'When it was last cited.';
comment on column public.agent_knowledge.version is 'Counts up with each change of the text.';
comment on column public.agent_knowledge.is_active is 'Whether it may be cited.';
comment on column public.agent_knowledge.created_at is 'When the row was made.';
comment on column public.agent_knowledge.updated_at is 'When it last changed.';
drop trigger if exists update_agent_knowledge_updated_at on public.agent_knowledge;
create trigger update_agent_knowledge_updated_at before update on public.agent_knowledge
  for each row execute function public.update_updated_at_column();
alter table public.agent_knowledge enable row level security;
drop policy if exists agent_knowledge_written_by_service on public.agent_knowledge;
create policy agent_knowledge_written_by_service on public.agent_knowledge for all to service_role using (true) with check (true);
drop policy if exists agent_knowledge_read_when_signed_in on public.agent_knowledge;
create policy agent_knowledge_read_when_signed_in on public.agent_knowledge for select to authenticated
  using ((select public.claims()) ? 'app_role');

create table if not exists public.agent_conversations (
  id          uuid not null default gen_random_uuid(),
  session_id  text not null,
  user_id     uuid,
  role        text not null,
  content     text not null,
  agent_type  text not null default 'analyst',
  context     jsonb,
  tokens_used integer,
  created_at  timestamptz not null default now(),
  constraint agent_conversations_pkey primary key (id),
  constraint agent_conversations_role_is_known check (role in ('user', 'assistant', 'system')),
  constraint agent_conversations_tokens_are_counted check (tokens_used >= 0)
);
create index if not exists agent_conversations_session on public.agent_conversations (session_id, created_at desc);
create index if not exists agent_conversations_user on public.agent_conversations (user_id, created_at desc);
comment on table public.agent_conversations is 'What was said in each conversation with the assistant.';
comment on column public.agent_conversations.id is 'Key.';
comment on column public.agent_conversations.session_id is 'The conversation.';
comment on column public.agent_conversations.user_id is 'Who spoke, if signed in.';
comment on column public.agent_conversations.role is 'user, assistant or system.';
comment on column public.agent_conversations.content is 'What was said.';
comment on column public.agent_conversations.agent_type is 'Which assistant.';
comment on column public.agent_conversations.context is 'What it was given.';
comment on column public.agent_conversations.tokens_used is 'Tokens of the answer; null = no model was asked.';
comment on column public.agent_conversations.created_at is 'When it was said.';
alter table public.agent_conversations enable row level security;
drop policy if exists agent_conversations_written_by_service on public.agent_conversations;
create policy agent_conversations_written_by_service on public.agent_conversations for all to service_role using (true) with check (true);
drop policy if exists agent_conversations_read_own on public.agent_conversations;
create policy agent_conversations_read_own on public.agent_conversations for select to authenticated
  using ((select public.sees_everybody()) or user_id = nullif((select public.claims()) ->> 'sub', '')::uuid);

create table if not exists public.agent_decisions (
  id                  uuid not null default gen_random_uuid(),
  agent_type          text not null,
  decision_type       text not null,
  input_context       jsonb not null,
  decision            jsonb not null,
  reasoning           text,
  confidence          numeric,
  client_email        text,
  coach_name          text,
  outcome             text not null default 'pending',
  outcome_details     jsonb,
  outcome_measured_at timestamptz,
  was_helpful         boolean,
  feedback_notes      text,
  created_at          timestamptz not null default now(),
  updated_at          timestamptz not null default now(),
  constraint agent_decisions_pkey primary key (id),
  constraint agent_decisions_outcome_is_known check (outcome in ('pending', 'successful', 'partially_successful', 'failed', 'unknown')),
  constraint agent_decisions_confidence_is_a_share check (confidence between 0 and 1)
);
create index if not exists agent_decisions_type on public.agent_decisions (decision_type, created_at desc);
comment on table public.agent_decisions is 'What the assistant decided or proposed, and what came of it.';
comment on column public.agent_decisions.id is 'Key.';
comment on column public.agent_decisions.agent_type is 'Which assistant.';
comment on column public.agent_decisions.decision_type is 'What kind of decision.';
comment on column public.agent_decisions.input_context is 'What it knew.';
comment on column public.agent_decisions.decision is 'What it decided.';
comment on column public.agent_decisions.reasoning is 'Why.';
comment on column public.agent_decisions.confidence is '0 to 1; null = not stated.';
comment on column public.agent_decisions.client_email is 'The client concerned, if one.';
comment on column public.agent_decisions.coach_name is 'The coach concerned, if one.';
comment on column public.agent_decisions.outcome is 'pending, successful, partially_successful, failed or unknown.';
comment on column public.agent_decisions.outcome_details is 'What was seen afterwards.';
comment on column public.agent_decisions.outcome_measured_at is 'When.';
comment on column public.agent_decisions.was_helpful is 'What a person said; null = nobody did.';
comment on column public.agent_decisions.feedback_notes is 'What a person wrote.';
comment on column public.agent_decisions.created_at is 'When the row was made.';
comment on column public.agent_decisions.updated_at is 'When it last changed.';
drop trigger if exists update_agent_decisions_updated_at on public.agent_decisions;
create trigger update_agent_decisions_updated_at before update on public.agent_decisions
  for each row execute function public.update_updated_at_column();
alter table public.agent_decisions enable row level security;
drop policy if exists agent_decisions_written_by_service on public.agent_decisions;
create policy agent_decisions_written_by_service on public.agent_decisions for all to service_role using (true) with check (true);
drop policy if exists agent_decisions_read_by_owner on public.agent_decisions;
create policy agent_decisions_read_by_owner on public.agent_decisions for select to authenticated using ((select public.sees_everybody()));

create table if not exists public.proactive_insights (
  id                 uuid not null default gen_random_uuid(),
  insight_type       text not null,
  priority           text not null default 'medium',
  title              text not null,
  content            text not null,
  summary            text,
  action_items       jsonb,
  suggested_response text,
  affected_entities  jsonb,
  source_agent       text,
  source_data        jsonb,
  is_read            boolean not null default false,
  is_dismissed       boolean not null default false,
  is_actioned        boolean not null default false,
  actioned_at        timestamptz,
  actioned_by        text,
  expires_at         timestamptz,
  dedup_key          text,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  constraint proactive_insights_pkey primary key (id),
  constraint proactive_insights_dedup_key_once unique (dedup_key),
  constraint proactive_insights_priority_is_known check (priority in ('critical', 'high', 'medium', 'low'))
);
create index if not exists proactive_insights_active on public.proactive_insights (priority, created_at desc) where not is_dismissed;
comment on table public.proactive_insights is 'What someone must know now, until read, done, dismissed or expired.';
comment on column public.proactive_insights.id is 'Key.';
comment on column public.proactive_insights.insight_type is 'What kind of insight.';
comment on column public.proactive_insights.priority is 'critical, high, medium or low.';
comment on column public.proactive_insights.title is 'One line.';
comment on column public.proactive_insights.content is 'The whole of it.';
comment on column public.proactive_insights.summary is 'A sentence.';
comment on column public.proactive_insights.action_items is 'What to do.';
comment on column public.proactive_insights.suggested_response is 'A draft of what to say.';
comment on column public.proactive_insights.affected_entities is 'Whom it concerns.';
comment on column public.proactive_insights.source_agent is 'What found it.';
comment on column public.proactive_insights.source_data is 'What it rests on.';
comment on column public.proactive_insights.is_read is 'Whether someone read it.';
comment on column public.proactive_insights.is_dismissed is 'Whether someone put it away.';
comment on column public.proactive_insights.is_actioned is 'Whether someone acted.';
comment on column public.proactive_insights.actioned_at is 'When.';
comment on column public.proactive_insights.actioned_by is 'Who.';
comment on column public.proactive_insights.expires_at is 'From when it no longer matters; null = never.';
comment on column public.proactive_insights.dedup_key is 'Two insights with the same key are one.';
comment on column public.proactive_insights.created_at is 'When the row was made.';
comment on column public.proactive_insights.updated_at is 'When it last changed.';
drop trigger if exists update_proactive_insights_updated_at on public.proactive_insights;
create trigger update_proactive_insights_updated_at before update on public.proactive_insights
  for each row execute function public.update_updated_at_column();
alter table public.proactive_insights enable row level security;
drop policy if exists proactive_insights_written_by_service on public.proactive_insights;
create policy proactive_insights_written_by_service on public.proactive_insights for all to service_role using (true) with check (true);
drop policy if exists proactive_insights_read_by_owner on public.proactive_insights;
create policy proactive_insights_read_by_owner on public.proactive_insights for select to authenticated using ((select public.sees_everybody()));

create table if not exists public.agent_metrics (
  id                   uuid not null default gen_random_uuid(),
  date                 date not null,
  agent_type           text not null,
  queries_count        integer not null default 0,
  tokens_input         bigint not null default 0,
  tokens_output        bigint not null default 0,
  avg_response_time_ms numeric,
  decisions_made       integer not null default 0,
  successful_decisions integer not null default 0,
  helpful_responses    integer not null default 0,
  estimated_cost_usd   numeric(12, 6) not null default 0,
  created_at           timestamptz not null default now(),
  updated_at           timestamptz not null default now(),
  constraint agent_metrics_pkey primary key (id),
  constraint agent_metrics_day_once unique (date, agent_type)
);
comment on table public.agent_metrics is 'Per day and assistant: how much it was asked, what it cost, whether it helped.';
comment on column public.agent_metrics.id is 'Key.';
comment on column public.agent_metrics.date is 'Business day.';
comment on column public.agent_metrics.agent_type is 'Which assistant.';
comment on column public.agent_metrics.queries_count is 'Questions answered.';
comment on column public.agent_metrics.tokens_input is 'Tokens sent.';
comment on column public.agent_metrics.tokens_output is 'Tokens received.';
comment on column public.agent_metrics.avg_response_time_ms is 'Mean time to answer, milliseconds; null = none answered.';
comment on column public.agent_metrics.decisions_made is 'Decisions made.';
comment on column public.agent_metrics.successful_decisions is 'Of them successful.';
comment on column public.agent_metrics.helpful_responses is 'Answers that a person called helpful.';
comment on column public.agent_metrics.estimated_cost_usd is 'Estimated cost in US dollars.';
comment on column public.agent_metrics.created_at is 'When the row was made.';
comment on column public.agent_metrics.updated_at is 'When it last changed.';
drop trigger if exists update_agent_metrics_updated_at on public.agent_metrics;
create trigger update_agent_metrics_updated_at before update on public.agent_metrics
  for each row execute function public.update_updated_at_column();
alter table public.agent_metrics enable row level security;
drop policy if exists agent_metrics_written_by_service on public.agent_metrics;
create policy agent_metrics_written_by_service on public.agent_metrics for all to service_role using (true) with check (true);
drop policy if exists agent_metrics_read_by_owner on public.agent_metrics;
create policy agent_metrics_read_by_owner on public.agent_metrics for select to authenticated using ((select public.sees_everybody()));

revoke all on public.agent_knowledge, public.agent_conversations, public.agent_decisions, public.proactive_insights, public.agent_metrics
  from public, anon, authenticated;
grant select on public.agent_knowledge, public.agent_conversations, public.agent_decisions, public.proactive_insights, public.agent_metrics
  to authenticated;
grant select, insert, update, delete on public.agent_knowledge, public.agent_conversations, public.agent_decisions, public.proactive_insights, public.agent_metrics
  to service_role;

create or replace function public.match_knowledge(
  query_embedding real[],
  match_threshold double precision default 0.7,
  match_count integer default 5,
  filter_category text default null
)
returns table (id uuid, category text, title text, content text, similarity double precision)
language sql stable set search_path = '' as $$
  with likened as (
    select
      k.id,
      k.category,
      k.title,
      k.content,
      (select sum(p.a::double precision * p.b::double precision)
              / nullif(sqrt(sum(p.a::double precision * p.a)) * sqrt(sum(p.b::double precision * p.b)), 0)
       from rows from (pg_catalog.unnest(k.embedding), pg_catalog.unnest(query_embedding)) as p (a, b)) as similarity
    from public.agent_knowledge k
    where k.is_active
      and pg_catalog.cardinality(k.embedding) = pg_catalog.cardinality(query_embedding)
      and (filter_category is null or k.category = filter_category)
  )
  select l.id, l.category, l.title, l.content, l.similarity
  from likened l
  where l.similarity > match_threshold
  order by l.similarity desc, l.id
  limit least(greatest(coalesce(match_count, 5), 0), 1000)
$$;
comment on function public.match_knowledge(real[], double precision, integer, text) is 'Active knowledge nearest to an embedding by cosine similarity, best first; entries of another dimension are passed over.';

create or replace function public.get_conversation_context(p_session_id text, p_limit integer default 10)
returns table (role text, content text, created_at timestamptz)
language sql stable set search_path = '' as $$
  with latest as (
    select c.role, c.content, c.created_at, c.id
    from public.agent_conversations c
    where c.session_id = p_session_id
    order by c.created_at desc, c.id
    limit least(greatest(coalesce(p_limit, 10), 0), 1000)
  )
  select l.role, l.content, l.created_at
  from latest l
  order by l.created_at, l.id
$$;
comment on function public.get_conversation_context(text, integer) is 'The last turns of a conversation, oldest first.';

create or replace function public.get_active_insights(p_limit integer default 10)
returns setof public.proactive_insights
language sql stable set search_path = '' as $$
  select i.*
  from public.proactive_insights i
  where not i.is_dismissed
    and (i.expires_at is null or i.expires_at > pg_catalog.now())
  order by
    case i.priority when 'critical' then 1 when 'high' then 2 when 'medium' then 3 else 4 end,
    i.created_at desc,
    i.id
  limit least(greatest(coalesce(p_limit, 10), 0), 1000)
$$;
comment on function public.get_active_insights(integer) is 'Insights neither dismissed nor expired, most urgent first, then newest.';

create or replace function public.get_successful_decisions(p_decision_type text, p_limit integer default 10)
returns setof public.agent_decisions
language sql stable set search_path = '' as $$
  select d.*
  from public.agent_decisions d
  where d.decision_type = p_decision_type
    and d.outcome in ('successful', 'partially_successful')
  order by d.created_at desc, d.id
  limit least(greatest(coalesce(p_limit, 10), 0), 1000)
$$;
comment on function public.get_successful_decisions(text, integer) is 'Decisions of a kind that turned out well, newest first.';

revoke all on function public.match_knowledge(real[], double precision, integer, text), public.get_conversation_context(text, integer),
  public.get_active_insights(integer), public.get_successful_decisions(text, integer) from public, anon;
grant execute on function public.match_knowledge(real[], double precision, integer, text), public.get_conversation_context(text, integer),
  public.get_active_insights(integer), public.get_successful_decisions(text, integer) to authenticated, service_role;

select archive.give_back_rows('public.agent_knowledge');
select archive.give_back_rows('public.agent_conversations');
select archive.give_back_rows('public.agent_decisions');
select archive.give_back_rows('public.proactive_insights');
select archive.give_back_rows('public.agent_metrics');
