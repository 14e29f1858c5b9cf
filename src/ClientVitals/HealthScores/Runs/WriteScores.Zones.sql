-- Write who is in another zone than when it was last known; a day that is run again replaces what it said.
with before as (
  select
    s.client_id,
    s.zone as zone_after,
    s.score as score_after,
    p.zone as zone_before,
    p.score as score_before,
    p.scored_on as scored_before
  from scored s
  join public.client_health_scores k on k.client_id = s.client_id
  cross join lateral (
    select h.zone, h.score, h.scored_on
    from public.client_health_history h
    where h.client_id = s.client_id
      and h.scorecard_id = @scorecard::int
      and h.scored_on < @today::date
      and h.scored_on >= @today::date - @look_back::int
      and h.zone is not null
    order by h.scored_on desc
    limit 1
  ) p
  where s.zone is not null
    -- The hub has the zone of the last scoring: in the same one as then, nobody moved, and history is not looked up.
    and (@is_again::boolean or k.calculation_version is distinct from @version::text or k.health_zone is distinct from s.zone)
),
moved as (
  select b.*
  from before b
  where b.zone_before <> b.zone_after
),
gone as (
  delete from public.client_zone_changes z
  using scored s
  where @is_again::boolean
    and z.client_id = s.client_id
    and z.changed_on = @today::date
    and z.scorecard_id = @scorecard::int
    and not exists (select from moved m where m.client_id = z.client_id)
)
insert into public.client_zone_changes (client_id, changed_on, scorecard_id, zone_before, zone_after, score_before, score_after, scored_before)
select
  m.client_id,
  @today::date,
  @scorecard::int,
  m.zone_before,
  m.zone_after,
  m.score_before,
  m.score_after,
  m.scored_before
from moved m
order by m.client_id
on conflict (client_id, changed_on, scorecard_id) do update
set zone_before = excluded.zone_before,
    zone_after = excluded.zone_after,
    score_before = excluded.score_before,
    score_after = excluded.score_after,
    scored_before = excluded.scored_before
