-- What a test wants to be measured by the check that rests on the first.
select m.subject, m.subject as label, m.staff_id, m.measure, 1::float8 as expected, 1::float8 as dispersion, 10::float8 as enter_at, 5::float8 as leave_at, m.priority,
  null::float8 as number, null::text as detail, m.topic, m.why_not
from public.measured m
where m.kind = 'caused'
order by m.subject
