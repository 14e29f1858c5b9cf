-- Close the run's row with what it did.
update public.job_runs r
set
  state = 'succeeded',
  finished_at = @now::timestamptz,
  rows_read = @rows_read::bigint,
  rows_written = @rows_written::bigint,
  details = jsonb_build_object(
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
