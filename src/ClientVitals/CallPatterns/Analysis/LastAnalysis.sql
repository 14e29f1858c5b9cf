-- When was the book last analysed as of now, how many were judged, and did a later run fail?
with judged as (
  select
    count(*)::int as clients,
    max(h.last_pattern_check) as as_of
  from public.clients c
  left join public.client_health_scores h on h.client_id = c.id
  where c.status = 'ACTIVE'
    and c.merged_into is null
),
counted as (
  select
    (count(*))::int as judged,
    (count(*) filter (where not h.pattern_enough_history))::int as not_enough_history
  from public.client_health_scores h
  join judged j on h.last_pattern_check = j.as_of
),
failed as (
  select r.started_at, r.error
  from public.job_runs r
  cross join judged j
  where r.job = @job::text
    and r.state = 'failed'
    and (j.as_of is null or r.started_at > j.as_of)
  order by r.started_at desc
  limit 1
)
select
  j.clients,
  k.judged,
  k.not_enough_history,
  j.as_of,
  f.started_at as failed_at,
  f.error
from judged j
cross join counted k
left join failed f on true
