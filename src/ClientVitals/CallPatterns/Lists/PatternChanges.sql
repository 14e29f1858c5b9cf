-- How many are on the list of breaks, and what changed since yesterday.
with last as (
  select max(h.last_pattern_check) as at
  from public.client_health_scores h
),
counted as (
  select
    (count(*))::int as judged,
    (count(*) filter (where not h.pattern_enough_history and h.pattern_hold is distinct from 'NEVER_GOT_GOING'))::int as not_enough_history,
    (count(*) filter (where h.pattern_hold = 'NEVER_GOT_GOING'))::int as never_got_going,
    (count(*) filter (where h.pattern_place is not null))::int as listed,
    (count(*) filter (where h.pattern_rang_in_vain is not null))::int as rang_in_vain,
    (count(*) filter (where h.pattern_status = 'PATTERN_BREAK'))::int as breaks,
    (count(*) filter (where h.pattern_status = 'BELOW_PATTERN'))::int as below,
    (count(*) filter (where h.pattern_status = 'ABOVE_PATTERN'))::int as above
  from public.client_health_scores h
  join last l on h.last_pattern_check = l.at
),
moved as (
  select
    (count(*) filter (where e.opened_on = d.day))::int as opened,
    (count(*) filter (where e.break_on = d.day))::int as broke,
    (count(*) filter (where e.closed_on = d.day and e.close_reason = 'returned'))::int as returned
  from (select (l.at at time zone (select public.business_zone()))::date as day from last l) d
  join public.call_pattern_episodes e on d.day in (e.opened_on, e.break_on, e.closed_on)
)
select
  l.at as checked_at,
  c.judged,
  c.not_enough_history,
  c.never_got_going,
  c.listed,
  c.rang_in_vain,
  c.breaks,
  c.below,
  c.above,
  m.opened as opened_today,
  m.broke as broke_today,
  m.returned as returned_today
from last l
cross join counted c
cross join moved m
