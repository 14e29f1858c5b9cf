-- Close the back-tests of scorecards whose server ended (who asks holds the only lease), and delete those of this version that are too old to be looked at.
with closed as (
  update public.scorecard_back_tests b
  set state = 'failed', finished_at = @now::timestamptz, error = 'It did not end: the server stopped while it was running.'
  where b.state = 'running'
)
delete from public.scorecard_back_tests b
using public.health_scorecards c
where c.id = b.scorecard_id
  and c.name || '-v' || c.version = @scorecard::text
  and b.state <> 'running'
  and b.id not in (select k.id from public.scorecard_back_tests k where k.scorecard_id = b.scorecard_id order by k.state = 'succeeded' desc, k.id desc limit @kept::int)
