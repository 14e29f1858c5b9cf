-- How well did the risk tell that was learnt last?
select
  f.as_of as learned_at,
  f.checked_on,
  f.calibration::text as calibration
from public.risk_fits f
order by f.as_of desc, f.id desc
limit 1
