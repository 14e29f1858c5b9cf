-- What of a business's first hour is there already: its zone, calls, their words, the first analysis, accounts for the coaches.
with last as (
  select
    r.state,
    r.started_at,
    r.error,
    r.state = 'running' and coalesce(r.lease_until > clock_timestamp(), false) as is_running
  from public.job_runs r
  where r.job = @job::text
  order by r.started_at desc, r.id desc
  limit 1
),
scored as (
  select
    r.state,
    r.error,
    r.state = 'running' and coalesce(r.lease_until > clock_timestamp(), false) as is_running
  from public.job_runs r
  where r.job = @scoring::text
  order by r.started_at desc, r.id desc
  limit 1
),
-- Of the first hour, and no more than that: a connected system makes a delivery of each message.
latest as (
  select d.id, d.name, d.details -> 'unknown_words' as words
  from public.deliveries d
  where d.entity = 'calls'
    and d.state = 'succeeded'
    and d.undone_at is null
  order by d.id desc
  limit 50
),
unexplained as (
  select l.id, l.name, jsonb_array_length(l.words) as words
  from latest l
  where jsonb_typeof(l.words) = 'array'
    and l.words <> '[]'
  order by l.id desc
  limit 1
)
select
  (select (s.sections -> @section::text)::text from public.settings s order by s.version desc limit 1) as section,
  exists (select from public.settings s where s.business_zone <> 'UTC') as zone_chosen,
  exists (select from public.call_records) as has_calls,
  (select count(*)::int from public.sources s where s.enabled) as sources,
  u.id as words_delivery,
  u.name as words_file,
  coalesce(u.words, 0) as words,
  exists (select from public.client_health_scores h where h.last_pattern_check is not null) as is_analysed,
  exists (select from public.client_health_scores h where h.last_pattern_check is not null and h.pattern_enough_history) as has_patterns,
  exists (select from public.job_runs r where r.job = @job::text and r.state = 'succeeded' and r.slot < @past::timestamptz) as is_long_ago,
  l.state as last_run,
  l.started_at as last_began,
  l.error as last_error,
  coalesce(l.is_running, false) as is_running,
  exists (select from public.sessions) or exists (select from public.packages) as has_facts,
  exists (select from public.client_health_scores h where h.health_score is not null) as is_scored,
  c.state as last_scoring,
  c.error as scoring_error,
  coalesce(c.is_running, false) as is_scoring,
  (select count(*)::int from public.users a where a.staff_id is not null) as coach_accounts
from (values (1)) as one (row)
left join last l on true
left join unexplained u on true
left join scored c on true
