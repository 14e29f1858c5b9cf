-- Keep that a run was tried and why it failed.
insert into public.job_runs (job, slot, started_by, state, started_at, finished_at, node, error)
values (@job::text, @slot::timestamptz, @started_by::text, 'failed', @now::timestamptz, @now::timestamptz, @node::text, @error::text)
