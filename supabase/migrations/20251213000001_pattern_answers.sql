-- What people said of an episode: called, away, fine as it is, left. It is the measured worth of the alarms, and the judge heeds it.

create table if not exists public.call_pattern_answers (
  id          bigint      generated always as identity,
  episode_id  bigint      not null,
  client_id   uuid        not null,
  answer      text        not null,
  answered_at timestamptz not null,
  answered_by text        not null,
  answered_on date        not null,
  until       date,
  note        text,
  pause_id    bigint,
  constraint call_pattern_answers_pkey primary key (id),
  constraint call_pattern_answers_episode_fkey foreign key (episode_id) references public.call_pattern_episodes (id) on delete cascade,
  constraint call_pattern_answers_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  constraint call_pattern_answers_pause_fkey foreign key (pause_id) references public.client_pauses (id) on delete set null,
  constraint call_pattern_answers_answer_is_known check (answer in ('CALLED', 'AWAY', 'FINE', 'LEFT')),
  constraint call_pattern_answers_until_belongs_to_away check (until is null or answer = 'AWAY')
);
create index if not exists call_pattern_answers_episode on public.call_pattern_answers (episode_id);
create index if not exists call_pattern_answers_client on public.call_pattern_answers (client_id, answered_on);
create index if not exists call_pattern_answers_pause on public.call_pattern_answers (pause_id) where pause_id is not null;
comment on table public.call_pattern_answers is 'What people answered to an episode; the latest answer of an episode holds. FINE begins a new usual, AWAY enters a pause, LEFT ends the relation.';
comment on column public.call_pattern_answers.id is 'Key.';
comment on column public.call_pattern_answers.episode_id is 'The episode answered.';
comment on column public.call_pattern_answers.client_id is 'Whose episode.';
comment on column public.call_pattern_answers.answer is 'CALLED, AWAY, FINE (as it is) or LEFT.';
comment on column public.call_pattern_answers.answered_at is 'When it was said; an analysis as of an earlier moment does not know it.';
comment on column public.call_pattern_answers.answered_by is 'Who said it.';
comment on column public.call_pattern_answers.answered_on is 'The business day on which it was said.';
comment on column public.call_pattern_answers.until is 'AWAY: first day back; null = nobody knows.';
comment on column public.call_pattern_answers.note is 'What someone wrote beside it.';
comment on column public.call_pattern_answers.pause_id is 'The pause that AWAY entered.';

alter table public.call_pattern_answers enable row level security;
drop policy if exists call_pattern_answers_written_by_service on public.call_pattern_answers;
create policy call_pattern_answers_written_by_service on public.call_pattern_answers for all to service_role using (true) with check (true);
drop policy if exists call_pattern_answers_read_in_scope on public.call_pattern_answers;
create policy call_pattern_answers_read_in_scope on public.call_pattern_answers for select to authenticated
  using ((select public.sees_everybody()) or ((select public.judges_clients()) and exists (select from public.clients c where c.id = client_id)));

revoke all on public.call_pattern_answers from public, anon, authenticated;
grant select on public.call_pattern_answers to authenticated;
grant select, insert, update, delete on public.call_pattern_answers to service_role;

select archive.give_back_rows('public.call_pattern_answers');
