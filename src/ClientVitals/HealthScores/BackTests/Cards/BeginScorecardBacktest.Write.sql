-- Write down a back-test that begins, with the scorecard in force that it is compared with; which is it?
insert into public.scorecard_back_tests (scorecard_id, compared_with, asked_at, asked_by, beat_at)
select
  c.id,
  (
    select f.id
    from public.health_scorecards f
    where f.in_force_from <= @now::timestamptz
    order by f.in_force_from desc, f.id desc
    limit 1
  ),
  @now::timestamptz,
  @by::text,
  @now::timestamptz
from public.health_scorecards c
where c.name || '-v' || c.version = @scorecard::text
returning id
