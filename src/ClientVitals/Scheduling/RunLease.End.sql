-- Close a run with what became of it, if it is still its holder's.
update public.job_runs r
set
  state = @state::text,
  finished_at = greatest(@now::timestamptz, r.started_at),
  rows_read = @rows_read::bigint,
  rows_written = @rows_written::bigint,
  rows_failed = @rows_failed::bigint,
  error = @error::text,
  lease_until = null,
  details = r.details || coalesce(@details::jsonb, '{}'::jsonb)
where r.id = @run::bigint
  and r.fence = @fence::bigint
  and r.state = 'running'
