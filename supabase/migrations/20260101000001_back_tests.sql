-- Back-tests that were run, with what they said, so that a page shows the last one without working for minutes. Aggregates only: nobody's
-- name or calls stand in a result.

create table if not exists public.back_tests (
  id           bigint      generated always as identity,
  asked_at     timestamptz not null,
  asked_by     text        not null,
  beat_at      timestamptz not null,
  finished_at  timestamptz,
  state        text        not null default 'running',
  clients_done int         not null default 0,
  error        text,
  result       jsonb,
  constraint back_tests_pkey primary key (id),
  constraint back_tests_state_is_known check (state in ('running', 'succeeded', 'failed')),
  constraint back_tests_clients_are_counted check (clients_done >= 0),
  constraint back_tests_success_has_a_result check ((state = 'succeeded') = (result is not null)),
  constraint back_tests_failure_says_why check ((state = 'failed') = (error is not null)),
  constraint back_tests_end_is_an_end check ((state = 'running') = (finished_at is null))
);
create index if not exists back_tests_running on public.back_tests (id) where state = 'running';
comment on table public.back_tests is 'Back-tests of the call-pattern rules on the business''s own history: who asked, how it went, what it said. The last twenty are kept.';
comment on column public.back_tests.id is 'Key.';
comment on column public.back_tests.asked_at is 'When it was asked for.';
comment on column public.back_tests.asked_by is 'By whom, as the record keeps it.';
comment on column public.back_tests.beat_at is 'When it last gave a sign of life; a running one that is silent for minutes has ended with its server.';
comment on column public.back_tests.finished_at is 'When it ended; null = it runs.';
comment on column public.back_tests.state is 'running, succeeded or failed.';
comment on column public.back_tests.clients_done is 'Eligible clients that are done.';
comment on column public.back_tests.error is 'Why it failed, in a sentence.';
comment on column public.back_tests.result is 'What it said: protocol, curves and counts, no person.';

alter table public.back_tests enable row level security;
drop policy if exists back_tests_written_by_service on public.back_tests;
create policy back_tests_written_by_service on public.back_tests for all to service_role using (true) with check (true);
drop policy if exists back_tests_read_by_owner on public.back_tests;
create policy back_tests_read_by_owner on public.back_tests for select to authenticated using ((select public.sees_everybody()) and (select public.judges_clients()));

revoke all on public.back_tests from public, anon, authenticated;
grant select on public.back_tests to authenticated;
grant select, insert, update, delete on public.back_tests to service_role;

select archive.give_back_rows('public.back_tests');
