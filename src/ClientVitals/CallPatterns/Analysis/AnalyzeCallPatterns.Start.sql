-- Open the run's row in the ledger.
insert into public.job_runs (job, slot, started_by, state, started_at, node)
values (@job::text, @slot::timestamptz, @started_by::text, 'running', @now::timestamptz, @node::text)
returning id
