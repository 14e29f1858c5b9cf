-- Which sources of sessions were silent, as known at this moment, and on which days?
select
  s.provider as source,
  (s.starts_on - date '0001-01-01')::int as starts,
  -- One that lasts reaches through today; what comes is not known to be silent.
  (coalesce(s.ends_on, @today::date + 1) - date '0001-01-01')::int as ends,
  ((s.found_at at time zone @zone::text)::date - date '0001-01-01')::int as seen_on
from public.source_silences s
where s.scope = 'SESSIONS'
  and s.found_at <= @as_of::timestamptz
  and (s.lifted_at is null or s.lifted_at > @as_of::timestamptz)
  and (s.ends_on is null or s.ends_on > date '0001-01-01' + @window_start::int)
order by s.starts_on, s.id
