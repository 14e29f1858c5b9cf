-- Begin an abandoned run again under the next number; what became of the attempts before stays with it.
update public.job_runs r
set
  state = 'running',
  started_at = @now::timestamptz,
  finished_at = null,
  node = @node::text,
  attempt = r.attempt + 1,
  fence = r.fence + 1,
  lease_until = clock_timestamp() + @lease::interval,
  error = null,
  details = r.details || jsonb_build_object('attempts', coalesce(r.details -> 'attempts', '[]') || jsonb_build_array(r.error))
where r.id = @run::bigint
  and r.state = 'abandoned'
returning
  id,
  attempt,
  fence
