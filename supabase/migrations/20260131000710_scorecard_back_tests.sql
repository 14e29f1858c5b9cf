-- Back-tests of a version of the scorecard on the business's own past: who asked, how far it is, what it said (docs/decisions/0062).
create table if not exists public.scorecard_back_tests (
  id              bigint      generated always as identity,
  scorecard_id    int         not null,
  compared_with   int         not null,
  asked_at        timestamptz not null,
  asked_by        text        not null,
  beat_at         timestamptz not null,
  finished_at     timestamptz,
  state           text        not null default 'running',
  done            int         not null default 0,
  total           int         not null default 0,
  stop_asked_at   timestamptz,
  stop_asked_by   text,
  error           text,
  result          jsonb,
  tested_until    date,
  last_rows       bigint[]    not null default '{0,0,0,0,0}',
  constraint scorecard_back_tests_pkey primary key (id),
  constraint scorecard_back_tests_scorecard_fkey foreign key (scorecard_id) references public.health_scorecards (id) on delete cascade,
  constraint scorecard_back_tests_compared_fkey foreign key (compared_with) references public.health_scorecards (id) on delete cascade,
  constraint scorecard_back_tests_state_is_known check (state in ('running', 'succeeded', 'failed', 'stopped')),
  constraint scorecard_back_tests_parts_are_counted check (done >= 0 and total >= 0),
  constraint scorecard_back_tests_success_has_a_result check ((state = 'succeeded') = (result is not null and tested_until is not null)),
  constraint scorecard_back_tests_failure_says_why check ((state = 'failed') = (error is not null)),
  constraint scorecard_back_tests_end_is_an_end check ((state = 'running') = (finished_at is null)),
  constraint scorecard_back_tests_mark_five_tables check (cardinality(last_rows) = 5)
);
create index if not exists scorecard_back_tests_scorecard on public.scorecard_back_tests (scorecard_id, id desc);
create index if not exists scorecard_back_tests_compared on public.scorecard_back_tests (compared_with);
comment on table public.scorecard_back_tests is 'Back-tests of versions of the scorecard on the business''s own past: who asked, how it went, what it said. The last five of each version are kept.';
comment on column public.scorecard_back_tests.id is 'Key.';
comment on column public.scorecard_back_tests.scorecard_id is 'The version that is tested.';
comment on column public.scorecard_back_tests.compared_with is 'The scorecard that was in force then.';
comment on column public.scorecard_back_tests.asked_at is 'When it was asked for; the book is read as of then.';
comment on column public.scorecard_back_tests.asked_by is 'By whom, as people call them.';
comment on column public.scorecard_back_tests.beat_at is 'When it last gave a sign of life; a running one that is silent for minutes has ended with its server.';
comment on column public.scorecard_back_tests.finished_at is 'When it ended; null = it runs.';
comment on column public.scorecard_back_tests.state is 'running, succeeded, failed or stopped.';
comment on column public.scorecard_back_tests.done is 'Parts that are done: clients in parts, each on each past date.';
comment on column public.scorecard_back_tests.total is 'Parts that there are; 0 = not counted yet.';
comment on column public.scorecard_back_tests.stop_asked_at is 'When somebody asked it to stop; null = nobody did.';
comment on column public.scorecard_back_tests.stop_asked_by is 'Who did.';
comment on column public.scorecard_back_tests.error is 'Why it failed, in a sentence.';
comment on column public.scorecard_back_tests.result is 'What it said: protocol, measures and counts, no person.';
comment on column public.scorecard_back_tests.tested_until is 'The first day that its outcomes do not use; null = it has no result.';
comment on column public.scorecard_back_tests.last_rows is 'The last rows it could read of sessions, session_versions, packages, package_versions and call_records: what came later about days before tested_until makes it out of date.';
alter table public.scorecard_back_tests enable row level security;
drop policy if exists scorecard_back_tests_written_by_service on public.scorecard_back_tests;
create policy scorecard_back_tests_written_by_service on public.scorecard_back_tests for all to service_role using (true) with check (true);
drop policy if exists scorecard_back_tests_read_by_owner on public.scorecard_back_tests;
create policy scorecard_back_tests_read_by_owner on public.scorecard_back_tests for select to authenticated using ((select public.sees_everybody()) and (select public.judges_clients()));
revoke all on public.scorecard_back_tests from public, anon, authenticated;
grant select on public.scorecard_back_tests to authenticated;
grant select, insert, update, delete on public.scorecard_back_tests to service_role;

select archive.give_back_rows('public.scorecard_back_tests');
