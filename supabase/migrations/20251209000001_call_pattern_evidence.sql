-- Beyond the document: each row of history carries its rule, its moment and its evidence; the hub carries the sentence.

alter table public.call_pattern_analysis
  add column if not exists client_id uuid,
  add column if not exists run_id bigint,
  add column if not exists rule text not null default 'calibrated',
  add column if not exists as_of timestamptz,
  add column if not exists enough_history boolean,
  add column if not exists expected_so_far numeric,
  add column if not exists drift_since date,
  add column if not exists expected_since numeric,
  add column if not exists expected_since_low numeric,
  add column if not exists expected_since_high numeric,
  add column if not exists evidence numeric,
  add column if not exists evidence_needed numeric,
  add column if not exists weeks_of_history numeric,
  add column if not exists paused_days integer,
  add column if not exists last_active_on date,
  add column if not exists reason text,
  add column if not exists clears_when text;
alter table public.call_pattern_analysis
  drop constraint if exists call_pattern_analysis_client_fkey,
  drop constraint if exists call_pattern_analysis_rule_is_known;
alter table public.call_pattern_analysis
  add constraint call_pattern_analysis_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  add constraint call_pattern_analysis_rule_is_known check (rule in ('calibrated', 'documented'));
create unique index if not exists call_pattern_analysis_once on public.call_pattern_analysis (client_id, analysis_date, rule) where run_id is not null;
create index if not exists call_pattern_analysis_client on public.call_pattern_analysis (client_id);
comment on column public.call_pattern_analysis.client_id is 'The client; null for rows written by hand for an address nobody knows.';
comment on column public.call_pattern_analysis.run_id is 'The run that wrote it (job_runs.id); null = written by hand. No foreign key: runs are pruned sooner than history.';
comment on column public.call_pattern_analysis.rule is 'calibrated or documented.';
comment on column public.call_pattern_analysis.as_of is 'The moment judged; only calls known before it were seen.';
comment on column public.call_pattern_analysis.enough_history is 'At least 4 exposed weeks and 5 active days; without it the status stays NORMAL.';
comment on column public.call_pattern_analysis.expected_so_far is 'Calls to be expected since Monday.';
comment on column public.call_pattern_analysis.drift_since is 'First day of the departure judged; null = none.';
comment on column public.call_pattern_analysis.expected_since is 'Active days expected since drift_since.';
comment on column public.call_pattern_analysis.expected_since_low is 'Lower end of its 90 % interval, for the count.';
comment on column public.call_pattern_analysis.expected_since_high is 'Upper end of its 90 % interval, for the count.';
comment on column public.call_pattern_analysis.evidence is 'How unlikely the departure is: minus the natural logarithm of its probability.';
comment on column public.call_pattern_analysis.evidence_needed is 'The evidence at which PATTERN_BREAK opens.';
comment on column public.call_pattern_analysis.weeks_of_history is 'Exposed weeks behind the judgement.';
comment on column public.call_pattern_analysis.paused_days is 'Paused days taken out.';
comment on column public.call_pattern_analysis.last_active_on is 'Last business day with an engaged call.';
comment on column public.call_pattern_analysis.reason is 'The sentence a coach reads.';
comment on column public.call_pattern_analysis.clears_when is 'What would clear it.';

alter table public.client_health_scores
  add column if not exists pattern_reason text,
  add column if not exists pattern_since date,
  add column if not exists pattern_evidence numeric,
  add column if not exists pattern_enough_history boolean;
comment on column public.client_health_scores.pattern_reason is 'The sentence a coach reads, from the last analysis.';
comment on column public.client_health_scores.pattern_since is 'First day of the departure; null = none.';
comment on column public.client_health_scores.pattern_evidence is 'Evidence of the last analysis; orders the list within a status.';
comment on column public.client_health_scores.pattern_enough_history is 'Whether there was enough history to judge.';

-- Now that rows name their client, the book's scope holds for history too.
drop policy if exists call_pattern_analysis_read_by_owner on public.call_pattern_analysis;
drop policy if exists call_pattern_analysis_read_in_scope on public.call_pattern_analysis;
create policy call_pattern_analysis_read_in_scope on public.call_pattern_analysis for select to authenticated
  using ((select public.sees_everybody()) or exists (select from public.clients c where c.id = client_id));

select archive.give_back_columns('public.call_pattern_analysis', '20251209000001');
select archive.give_back_columns('public.client_health_scores', '20251209000001');
