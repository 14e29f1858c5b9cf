-- On which days each source told something of sessions: the first and the last moment of each.
select
  k.source,
  min(k.known_from) as first_at,
  max(k.known_from) as last_at
from (
  select s.source, s.known_from from public.sessions s
  union all
  select v.source, v.known_from from public.session_versions v
) k
group by k.source, date_trunc('day', k.known_from, 'UTC')
