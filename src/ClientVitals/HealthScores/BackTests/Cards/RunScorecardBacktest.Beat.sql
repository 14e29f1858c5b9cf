-- Say that this back-test is alive and how far it is; is it to stop?
update public.scorecard_back_tests b
set beat_at = @now::timestamptz, done = @done::int, total = @total::int
where b.id = @run::bigint
  and b.state = 'running'
returning b.stop_asked_at is not null
