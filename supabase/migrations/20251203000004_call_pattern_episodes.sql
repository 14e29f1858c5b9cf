-- Episodes: one row per drift of a client out of its pattern; what later rooms hang their work on.

create table if not exists public.call_pattern_episodes (
  id             bigint      generated always as identity,
  client_id      uuid        not null,
  opened_on      date        not null,
  break_on       date,
  closed_on      date,
  close_reason   text,
  worst_status   text        not null,
  drift_since    date,
  expected_since numeric,
  evidence       numeric,
  reason         text        not null default '',
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  constraint call_pattern_episodes_pkey primary key (id),
  constraint call_pattern_episodes_once unique (client_id, opened_on),
  constraint call_pattern_episodes_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  constraint call_pattern_episodes_status_is_known check (worst_status in ('BELOW_PATTERN', 'ABOVE_PATTERN', 'PATTERN_BREAK')),
  constraint call_pattern_episodes_break_has_a_day check ((worst_status = 'PATTERN_BREAK') = (break_on is not null)),
  constraint call_pattern_episodes_break_after_opening check (break_on >= opened_on),
  constraint call_pattern_episodes_close_after_opening check (closed_on >= opened_on),
  constraint call_pattern_episodes_close_has_a_reason check ((closed_on is null) = (close_reason is null))
);
create unique index if not exists call_pattern_episodes_one_open on public.call_pattern_episodes (client_id) where closed_on is null;
create index if not exists call_pattern_episodes_latest on public.call_pattern_episodes (opened_on desc);
comment on table public.call_pattern_episodes is 'One row per drift of a client: opened, risen to a break, closed, with its evidence. At most one is open per client.';
comment on column public.call_pattern_episodes.id is 'Key; interventions refer to it.';
comment on column public.call_pattern_episodes.client_id is 'Whose episode.';
comment on column public.call_pattern_episodes.opened_on is 'Business day of the check that opened it.';
comment on column public.call_pattern_episodes.break_on is 'First business day in PATTERN_BREAK; null = never.';
comment on column public.call_pattern_episodes.closed_on is 'Business day of the check that closed it; null = open.';
comment on column public.call_pattern_episodes.close_reason is 'Why it closed: returned, paused, new normal, gone, ended, or corrected (late calls showed there was none).';
comment on column public.call_pattern_episodes.worst_status is 'BELOW_PATTERN, ABOVE_PATTERN or PATTERN_BREAK; the worst it reached.';
comment on column public.call_pattern_episodes.drift_since is 'First day of the departure.';
comment on column public.call_pattern_episodes.expected_since is 'Active days expected since then.';
comment on column public.call_pattern_episodes.evidence is 'How unlikely the departure is: minus the natural logarithm of its probability.';
comment on column public.call_pattern_episodes.reason is 'The sentence a coach reads.';
comment on column public.call_pattern_episodes.created_at is 'When the row was made.';
comment on column public.call_pattern_episodes.updated_at is 'When it last changed.';

drop trigger if exists update_call_pattern_episodes_updated_at on public.call_pattern_episodes;
create trigger update_call_pattern_episodes_updated_at before update on public.call_pattern_episodes
  for each row execute function public.update_updated_at_column();

alter table public.call_pattern_episodes enable row level security;
drop policy if exists call_pattern_episodes_written_by_service on public.call_pattern_episodes;
create policy call_pattern_episodes_written_by_service on public.call_pattern_episodes for all to service_role using (true) with check (true);
drop policy if exists call_pattern_episodes_read_in_scope on public.call_pattern_episodes;
create policy call_pattern_episodes_read_in_scope on public.call_pattern_episodes for select to authenticated
  using ((select public.sees_everybody()) or exists (select from public.clients c where c.id = client_id));

revoke all on public.call_pattern_episodes from public, anon, authenticated;
grant select on public.call_pattern_episodes to authenticated;
grant select, insert, update, delete on public.call_pattern_episodes to service_role;

select archive.give_back_rows('public.call_pattern_episodes');
