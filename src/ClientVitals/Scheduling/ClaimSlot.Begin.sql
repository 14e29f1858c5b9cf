-- Begin a run and hold it for a while; no row where the slot has a line already.
insert into public.job_runs (job, slot, started_by, state, started_at, node, attempt, fence, lease_until)
values (@job::text, @slot::timestamptz, @started_by::text, 'running', @now::timestamptz, @node::text, 1, 1, clock_timestamp() + @lease::interval)
on conflict (job, slot) where started_by = 'schedule' do nothing
returning
  id,
  attempt,
  fence
