-- For how many days has implausibly little come of the whole book or of a source? One without a silence has 0; those are listed that ever had one.
with listed as (
  select distinct o.scope, o.provider
  from public.source_silences o
  where o.scope <> 'COACH'
)
select
  left(lower(l.scope) || coalesce('/' || l.provider, ''), 200) as subject,
  case l.scope when 'BOOK' then 'The whole book' else coalesce(l.provider, 'Calls that name no source') end as label,
  null::uuid as staff_id,
  coalesce(@today::date - o.starts_on, 0)::float8 as measure,
  o.expected::float8 as expected,
  null::float8 as dispersion,
  1::float8 as enter_at,
  0::float8 as leave_at,
  case when l.scope = 'BOOK' then 'critical' end as priority,
  o.seen::float8 as number,
  to_char(o.starts_on, 'YYYY-MM-DD') as detail,
  case l.scope when 'SESSIONS' then 'sessions' else 'calls' end as topic,
  null::text as why_not
from listed l
left join lateral (
  select s.*
  from public.source_silences s
  where s.scope = l.scope
    and s.provider is not distinct from l.provider
    and s.lifted_at is null
    and s.ends_on is null
    and s.found_at <= @now::timestamptz
  order by s.id desc
  limit 1
) o on true
order by l.scope, l.provider
limit 1000
