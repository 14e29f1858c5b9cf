-- How many toys lie about? One row.
select
  'floor' as subject,
  'The floor' as label,
  null::uuid as staff_id,
  count(*)::float8 as measure,
  null::float8 as expected,
  null::float8 as dispersion,
  2::float8 as enter_at,
  0::float8 as leave_at,
  null::text as priority,
  null::float8 as number,
  null::text as detail,
  null::text as topic,
  null::text as why_not
from public.toys t
