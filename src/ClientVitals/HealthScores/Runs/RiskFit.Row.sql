-- What was last learnt of the book by this moment, if it still holds for these settings?
select
  f.as_of,
  f.r,
  f.alpha,
  f.a,
  f.b,
  f.stages,
  f.horizons::text as horizons
from public.risk_fits f
where f.as_of <= @until::timestamptz
  and f.as_of > @since::timestamptz
  and f.settings_version = @settings_version::int
order by f.as_of desc, f.id desc
limit 1
