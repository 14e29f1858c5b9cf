-- Close the run's row with what it did, if it is still its holder's; that it saw a part only, or looked back, is said.
update public.job_runs r
set
  state = 'succeeded',
  finished_at = @now::timestamptz,
  rows_read = @rows_read::bigint,
  rows_written = @rows_written::bigint,
  lease_until = null,
  details = r.details || case when @in_part::boolean then '{"in_part": true}'::jsonb else '{}'::jsonb end || jsonb_build_object(
    'rule', @rule::text,
    'as_of', @as_of::timestamptz,
    'settings_version', @settings_version::int,
    'current', @current::boolean,
    'pattern_breaks', @breaks::int,
    'below_pattern', @below::int,
    'above_pattern', @above::int,
    'normal', @normal::int,
    'not_enough_history', @not_enough_history::int)
where r.id = @run::bigint
  and r.fence = @fence::bigint
  and r.state = 'running'
