-- Keep the slots that are not run, each with its reason.
insert into public.job_runs (job, slot, started_by, state, started_at, finished_at, node, error)
select
  @job::text,
  s.slot,
  'schedule',
  'skipped',
  @now::timestamptz,
  @now::timestamptz,
  @node::text,
  s.sentence
from unnest(@slots::timestamptz[], @sentences::text[]) as s (slot, sentence)
on conflict (job, slot) where started_by = 'schedule' do nothing
