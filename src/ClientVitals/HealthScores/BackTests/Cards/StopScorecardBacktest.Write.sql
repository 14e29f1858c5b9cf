-- Ask the running back-test of this scorecard to stop.
update public.scorecard_back_tests b
set stop_asked_at = @now::timestamptz,
    stop_asked_by = @by::text
from public.health_scorecards c
where c.id = b.scorecard_id
  and c.name || '-v' || c.version = @scorecard::text
  and b.state = 'running'
  and b.stop_asked_at is null
