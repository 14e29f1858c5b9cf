-- What were the breaks of this period worth, by what people answered?
with book as (
  select c.id, c.ended_on
  from public.clients c
  left join public.staff s on s.id = c.coach_id
  where c.merged_into is null
    and (@coach::text is null or lower(s.name) = lower(@coach::text))
),
alerts as (
  select
    e.id,
    e.close_reason,
    e.break_on - e.drift_since as days,
    (
      select a.answer
      from public.call_pattern_answers a
      where a.episode_id = e.id
        and a.taken_back_at is null
      order by a.answered_at desc, a.id desc
      limit 1
    ) as answer
  from public.call_pattern_episodes e
  join book b on b.id = e.client_id
  where e.break_on >= @from::date
    and e.break_on < @until::date
    and e.close_reason is distinct from 'corrected'
),
missed as (
  select count(*)::int as clients
  from book b
  where b.ended_on >= @from::date
    and b.ended_on < @until::date
    and not exists (
      select
      from public.call_pattern_episodes e
      where e.client_id = b.id
        and e.break_on > b.ended_on - 90
        and e.break_on <= b.ended_on)
)
select
  count(a.id)::int as alerts,
  (count(*) filter (where a.answer is not null))::int as answered,
  (count(*) filter (where a.answer in ('CALLED', 'AWAY', 'LEFT')))::int as real,
  (count(*) filter (where a.answer = 'FINE'))::int as fine,
  (count(*) filter (where a.answer is null and a.close_reason = 'returned'))::int as came_back,
  (percentile_cont(0.5) within group (order by a.days))::float8 as median_days,
  m.clients as missed
from missed m
left join alerts a on true
group by m.clients
