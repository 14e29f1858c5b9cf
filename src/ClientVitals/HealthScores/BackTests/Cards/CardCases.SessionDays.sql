-- On which days each of these clients attended a session, as is known now.
select
  s.client_id,
  array_agg(distinct (s.starts_at at time zone @zone::text)::date - date '0001-01-01') as days
from public.sessions s
where s.client_id = any (@clients::uuid[])
  and s.status = 'ATTENDED'
  and s.starts_at < @now::timestamptz
group by s.client_id
