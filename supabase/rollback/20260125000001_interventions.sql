-- Undo of 20260125000001_interventions. The four answers of before go back to their table under their numbers; items, all acts and new
-- usuals go to the archive and come back with the next push, which takes over what was answered meanwhile. A table of the owner's that was
-- set aside comes back. What an act of a new kind (no answer, snoozed, note) said is not shown by the earlier version.
create table public.call_pattern_answers (
  id            bigint      generated always as identity,
  episode_id    bigint      not null,
  client_id     uuid        not null,
  answer        text        not null,
  answered_at   timestamptz not null,
  answered_by   text        not null,
  answered_on   date        not null,
  until         date,
  note          text,
  pause_id      bigint,
  ended_before  date,
  taken_back_at timestamptz,
  constraint call_pattern_answers_pkey primary key (id),
  constraint call_pattern_answers_episode_fkey foreign key (episode_id) references public.call_pattern_episodes (id) on delete cascade,
  constraint call_pattern_answers_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  constraint call_pattern_answers_pause_fkey foreign key (pause_id) references public.client_pauses (id) on delete set null,
  constraint call_pattern_answers_answer_is_known check (answer in ('CALLED', 'AWAY', 'FINE', 'LEFT')),
  constraint call_pattern_answers_until_belongs_to_away check (until is null or answer = 'AWAY')
);
create index call_pattern_answers_episode on public.call_pattern_answers (episode_id);
create index call_pattern_answers_client on public.call_pattern_answers (client_id, answered_on);
create index call_pattern_answers_pause on public.call_pattern_answers (pause_id) where pause_id is not null;
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
comment on column public.call_pattern_answers.ended_before is 'LEFT: the end of the relation that was planned before; null = none was.';
comment on column public.call_pattern_answers.taken_back_at is 'When it was taken back or replaced; an analysis as of an earlier moment still knows it. Null = it holds.';

alter table public.call_pattern_answers enable row level security;
create policy call_pattern_answers_written_by_service on public.call_pattern_answers for all to service_role using (true) with check (true);
create policy call_pattern_answers_read_in_scope on public.call_pattern_answers for select to authenticated
  using ((select public.sees_everybody()) or ((select public.judges_clients()) and exists (select from public.clients c where c.id = client_id)));

revoke all on public.call_pattern_answers from public, anon, authenticated;
grant select on public.call_pattern_answers to authenticated;
grant select, insert, update, delete on public.call_pattern_answers to service_role;

insert into public.call_pattern_answers (
  id, episode_id, client_id, answer, answered_at, answered_by, answered_on, until, note, pause_id, ended_before, taken_back_at)
overriding system value
select
  v.id, e.id, v.client_id,
  case v.kind when 'REACHED' then 'CALLED' when 'ALL_GOOD' then 'FINE' else v.kind end,
  v.made_at, v.made_by, v.made_on, v.until, v.note, v.pause_id, v.ended_before, v.undone_at
from public.intervention_events v
join public.intervention_log i on i.id = v.item_id and i.cause_kind = 'EPISODE'
join public.call_pattern_episodes e on e.id = i.cause_id
where v.kind in ('REACHED', 'ALL_GOOD', 'AWAY', 'LEFT')
order by v.id;
-- An answer given meanwhile gets a number that no act has.
select setval(pg_get_serial_sequence('public.call_pattern_answers', 'id'), coalesce((select max(v.id) from public.intervention_events v), 0) + 1, false);

select archive.keep_rows('public.intervention_events');
drop table public.intervention_events;
select archive.keep_rows('public.intervention_log');
drop table public.intervention_log;
select archive.keep_rows('public.call_pattern_new_usuals');
drop table public.call_pattern_new_usuals;

do $$
begin
  if to_regclass('archive.intervention_log__owners') is not null then
    alter table archive.intervention_log__owners set schema public;
    alter table public.intervention_log__owners rename to intervention_log;
  end if;
end
$$;
