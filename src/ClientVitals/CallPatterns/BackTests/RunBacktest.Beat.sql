-- Say that this back-test is alive, and how far it is.
update public.back_tests b
set beat_at = @now::timestamptz, clients_done = @done::int
where b.id = @run::bigint
  and b.state = 'running'
