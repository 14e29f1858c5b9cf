-- Which silences of sources, coaches or the whole book were known at this moment and reach into these days?
select
  s.id,
  s.scope,
  s.provider,
  s.coach_id,
  c.name as coach,
  s.starts_on,
  s.ends_on,
  s.usual,
  s.expected::float8 as expected,
  s.seen,
  s.chance,
  s.found_at
from public.source_silences s
left join public.staff c on c.id = s.coach_id
where s.found_at <= @as_of::timestamptz
  and (s.lifted_at is null or s.lifted_at > @as_of::timestamptz)
  and (s.ends_on is null or s.ends_on > @from::date)
order by s.starts_on, s.id
