-- Which runs of this job have a holder that gave no sign of life? They are abandoned.
update public.job_runs r
set
  state = 'abandoned',
  finished_at = greatest(@now::timestamptz, r.started_at),
  lease_until = null,
  error = 'Attempt ' || r.attempt || ' on ' || coalesce(r.node, 'an unknown machine') || ' gave no sign of life and counts as dead'
    || case when r.started_by <> 'schedule' then '; run it again.' when r.attempt < @most::int then '; the slot is tried again.' else '; it was the last.' end
where r.job = @job::text
  and r.state = 'running'
  -- Null: nobody holds it.
  and (r.lease_until is null or r.lease_until < clock_timestamp())
