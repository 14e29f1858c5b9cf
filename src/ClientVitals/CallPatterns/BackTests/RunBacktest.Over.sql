-- Close the back-tests whose server ended (the one that asks holds the only lease), and delete those that are too old to be looked at.
with closed as (
  update public.back_tests b
  set state = 'failed', finished_at = @now::timestamptz, error = 'It did not end: the server stopped while it was running.'
  where b.state = 'running'
)
delete from public.back_tests b
where b.state <> 'running'
  and b.id not in (select k.id from public.back_tests k order by k.id desc limit @kept::int)
