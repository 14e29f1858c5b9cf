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
  -- Of the row as a whole: an earlier schema, to which a rollback may lead, has no sections, and a person is erased there, too.
  coalesce((to_jsonb(s) #>> '{sections,CallPatterns,countsVisits}')::boolean, false) as counts_visits
from public.settings s
order by s.version desc
limit 1
