-- For how many days has implausibly little come of each coach's clients? A coach without a silence has 0; those are listed who ever had one.
select
  s.id::text as subject,
  s.name as label,
  s.id as staff_id,
  coalesce(@today::date - l.starts_on, 0)::float8 as measure,
  l.expected::float8 as expected,
  null::float8 as dispersion,
  1::float8 as enter_at,
  0::float8 as leave_at,
  case when @today::date - l.starts_on >= 7 then 'critical' end as priority,
  l.seen::float8 as number,
  to_char(l.starts_on, 'YYYY-MM-DD') as detail,
  null::text as topic,
  null::text as why_not
from public.staff s
left join lateral (
  select o.*
  from public.source_silences o
  where o.coach_id = s.id
    and o.scope = 'COACH'
    and o.lifted_at is null
    and o.ends_on is null
    and o.found_at <= @now::timestamptz
  order by o.id desc
  limit 1
) l on true
where exists (select from public.source_silences e where e.coach_id = s.id)
order by s.name, s.id
limit 1000
