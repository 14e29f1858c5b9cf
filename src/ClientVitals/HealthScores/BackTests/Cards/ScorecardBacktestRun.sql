-- The last back-test of this scorecard that was asked for and the last that succeeded, each with what changed since.
with ours as (
  select b.*, c.name || '-v' || c.version as scorecard, o.name || '-v' || o.version as other
  from public.health_scorecards c
  join public.scorecard_back_tests b on b.scorecard_id = c.id
  join public.health_scorecards o on o.id = b.compared_with
  where c.name || '-v' || c.version = @scorecard::text
),
shown as (
  (select * from ours order by id desc limit 1)
  union
  (select * from ours where state = 'succeeded' order by id desc limit 1)
)
select
  s.id,
  s.scorecard,
  s.other as compared_with,
  s.asked_at,
  s.asked_by,
  s.beat_at,
  s.finished_at,
  s.state,
  s.done,
  s.total,
  s.stop_asked_by,
  s.error,
  s.compared_with is distinct from (
    select f.id
    from public.health_scorecards f
    where f.in_force_from <= @now::timestamptz
    order by f.in_force_from desc, f.id desc
    limit 1
  ) as other_in_force,
  s.tested_until is not null and (
    exists (select from public.sessions n where n.id > s.last_rows[1] and n.starts_at < s.tested_until::timestamp at time zone z.zone)
    or exists (select from public.session_versions n where n.version_id > s.last_rows[2] and n.starts_at < s.tested_until::timestamp at time zone z.zone)
    or exists (select from public.packages n where n.id > s.last_rows[3] and n.bought_on < s.tested_until)
    or exists (select from public.package_versions n where n.version_id > s.last_rows[4] and n.bought_on < s.tested_until)
    or exists (select from public.call_records n where n.id > s.last_rows[5] and n.started_at < s.tested_until::timestamp at time zone z.zone)
  ) as other_data,
  s.result::text as kept
from shown s
cross join (select public.business_zone() as zone) z
order by s.id
