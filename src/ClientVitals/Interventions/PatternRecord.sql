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
    e.closed_on is null as is_open,
    @today::date - e.break_on as age,
    (
      select v.kind
      from public.intervention_log i
      join public.intervention_events v on v.item_id = i.id
      where i.cause_kind = 'EPISODE'
        and i.cause_id = e.id
        and v.kind in ('REACHED', 'ALL_GOOD', 'AWAY', 'LEFT')
        and v.undone_at is null
      order by v.made_at desc, v.id desc
      limit 1
    ) as answer
  from public.call_pattern_episodes e
  join book b on b.id = e.client_id
  where e.break_on >= @from::date
    and e.break_on < @until::date
    and e.close_reason is distinct from 'corrected'
),
watched as (
  -- From the ledger: how many were watched each day, with enough history and no break; a day is a seventh of a week.
  select sum(d.judged) / 7.0 as weeks
  from (
    select max(
      (r.details ->> 'normal')::bigint + (r.details ->> 'below_pattern')::bigint
      + (r.details ->> 'above_pattern')::bigint - (r.details ->> 'not_enough_history')::bigint) as judged
    from public.job_runs r
    where r.job = @job::text
      and r.state = 'succeeded'
      and (r.details ->> 'current')::boolean
      and (r.slot at time zone public.business_zone())::date >= @from::date
      and (r.slot at time zone public.business_zone())::date < @until::date
    group by (r.slot at time zone public.business_zone())::date
  ) d
),
missed as (
  select count(*)::int as clients
  from book b
  where b.ended_on >= @from::date
    and b.ended_on < @until::date
    -- A package that was used up or an end that was agreed is nothing an alarm could have told.
    and not exists (
      select
      from public.client_status_changes s
      where s.client_id = b.id
        and s.effective_on = b.ended_on
        and s.taken_back_at is null
        and s.reason in ('PACKAGE', 'AGREED'))
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
  (count(*) filter (where a.answer in ('REACHED', 'AWAY', 'LEFT')))::int as real,
  (count(*) filter (where a.answer = 'ALL_GOOD'))::int as fine,
  (count(*) filter (where a.answer is null and a.close_reason = 'returned'))::int as came_back,
  (count(*) filter (where a.answer is null and a.close_reason = 'gone' or a.answer is null and a.is_open and a.age >= 28))::int as stayed_silent,
  (count(*) filter (where a.answer is null and a.is_open and a.age < 28))::int as too_early,
  (case when @coach::text is null then w.weeks end)::float8 as client_weeks,
  (percentile_cont(0.5) within group (order by a.days))::float8 as median_days,
  m.clients as missed
from missed m
cross join watched w
left join alerts a on true
group by m.clients, w.weeks
