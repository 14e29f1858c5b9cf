-- The queue's counts today: who is to be contacted, what was done, what is new since yesterday.
with due as (
  select
    i.cause_kind,
    i.assigned_user_id = @own_user::uuid or (i.assigned_to is null and c.coach_id = @own_staff::uuid) as is_own,
    h.pattern_rang_in_vain is not null as rang,
    i.triggered_on,
    exists (
      select
      from public.intervention_events v
      where v.item_id = i.id
        and v.kind in ('REACHED', 'NO_ANSWER', 'ALL_GOOD', 'AWAY', 'LEFT', 'SNOOZED')
        and v.undone_at is null
        and v.made_on < @today::date) as is_again
  from public.intervention_log i
  join public.client_health_scores h on h.client_id = i.client_id
  join public.clients c on c.id = i.client_id
  where i.completed_at is null
    and i.due_on <= @today::date
    and h.pattern_hold is distinct from 'TOGETHER'
    and c.status = 'ACTIVE'
    and c.merged_into is null
    and (c.ended_on is null or c.ended_on > @today::date)
),
counted as (
  select
    (count(*) filter (where d.cause_kind <> 'OUTREACH_GAP'))::int as to_contact,
    (count(*) filter (where d.cause_kind <> 'OUTREACH_GAP' and not d.is_again and d.triggered_on >= @new_from::date))::int as fresh,
    (count(*) filter (where d.cause_kind <> 'OUTREACH_GAP' and d.is_again))::int as again,
    (count(*) filter (where d.cause_kind <> 'OUTREACH_GAP' and d.is_own))::int as own,
    (count(*) filter (where d.cause_kind <> 'OUTREACH_GAP' and d.rang))::int as rang_in_vain,
    (count(*) filter (where d.cause_kind = 'OUTREACH_GAP'))::int as gaps
  from due d
),
happened as (
  select
    (count(distinct v.client_id) filter (
      where v.made_on = @today::date and v.kind in ('REACHED', 'NO_ANSWER', 'ALL_GOOD', 'AWAY', 'LEFT', 'SNOOZED') and v.undone_at is null))::int as done_today,
    (count(*) filter (where v.kind = 'OPENED' and v.word in ('BELOW_PATTERN', 'PATTERN_BREAK', 'RANG_IN_VAIN')))::int as new_items,
    (count(*) filter (where v.kind in ('OPENED', 'WORSENED') and v.word = 'PATTERN_BREAK'))::int as new_breaks,
    (count(*) filter (where v.kind = 'CLOSED' and v.word = 'returned'))::int as returned
  from public.intervention_events v
  where v.made_on >= least(@new_from::date, @today::date)
)
select c.to_contact, c.fresh, c.again, c.rang_in_vain, c.gaps, c.own, h.done_today, h.new_items, h.new_breaks, h.returned
from counted c
cross join happened h
