-- Abandons the runs of this job whose lease has run out.
update public.job_runs r
set
  state = 'abandoned',
  finished_at = greatest(@now::timestamptz, r.started_at),
  lease_until = null,
  error = 'Attempt ' || r.attempt || ' on ' || coalesce(r.node, 'an unknown machine') || ' did not renew its lease and was given up'
    || case when r.started_by <> 'schedule' then '; run it again.' when r.attempt < @most::int then '; it is tried again.' else '; it was the last attempt.' end
where r.job = @job::text
  and r.state = 'running'
  -- Null: nobody holds it.
  and (r.lease_until is null or r.lease_until < clock_timestamp())
