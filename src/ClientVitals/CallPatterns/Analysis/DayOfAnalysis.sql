-- Was this date analysed by this rule, and which is the latest date that was?
with latest as (
  select a.analysis_date
  from public.call_pattern_analysis a
  where a.rule = @rule::text
    and a.run_id is not null
  order by a.analysis_date desc
  limit 1
),
that_day as (
  select
    count(*)::int as judged,
    (count(*) filter (where not a.enough_history))::int as not_enough_history,
    max(a.as_of) as as_of
  from public.call_pattern_analysis a
  where a.analysis_date = @date::date
    and a.rule = @rule::text
    and a.run_id is not null
)
select
  d.judged,
  d.not_enough_history,
  d.as_of,
  l.analysis_date as latest
from that_day d
left join latest l on true
