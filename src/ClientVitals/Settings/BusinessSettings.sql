-- Which settings are in force?
select
  s.version,
  s.set_at,
  s.set_by,
  s.business_zone,
  s.currency,
  s.phone_region,
  s.engaged_channels,
  s.engaged_statuses,
  s.break_budget,
  s.below_budget,
  s.above_budget,
  s.lines_a_day,
  s.locale,
  coalesce((s.sections #>> '{CallPatterns,countsVisits}')::boolean, false) as counts_visits
from public.settings s
order by s.version desc
limit 1
