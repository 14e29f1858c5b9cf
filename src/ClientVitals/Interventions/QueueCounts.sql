-- The queue's counts today: who is to be contacted, what was done, what is new since yesterday.
with today as materialized (
  select @today::date::timestamp at time zone public.business_zone() as began
),
book as materialized (
  select c.id from public.clients c where c.coach_id = @book::uuid
),
own_book as materialized (
  select c.id from public.clients c where c.coach_id = @own_staff::uuid
),
due as (
  select
    i.cause_kind,
    i.assigned_user_id = @own_user::uuid or (i.assigned_to is null and i.client_id in (select b.id from own_book b)) as is_own,
    i.cause_kind in ('EPISODE', 'RANG_IN_VAIN') and i.client_id in (select h.client_id from public.client_health_scores h where h.pattern_rang_in_vain is not null) as rang,
    i.triggered_on,
    -- Nobody has done anything yet, or the last time before today: then nothing is looked up.
    i.outcome is not null and (i.actioned_at < (select t.began from today t) or exists (
      select
      from public.intervention_events v
      where v.item_id = i.id
        and v.kind in ('REACHED', 'NO_ANSWER', 'ALL_GOOD', 'AWAY', 'LEFT', 'SNOOZED')
        and v.undone_at is null
        and v.made_on < @today::date)) as is_again
  from public.intervention_log i
  where i.completed_at is null
    and i.due_on <= @today::date
    and i.set_aside is null
    and (@book::uuid is null or i.client_id = any (array(select b.id from book b)))
    and i.client_id not in (select h.client_id from public.client_health_scores h where h.pattern_hold = 'TOGETHER' and h.client_id is not null)
    and (i.client_ends_on is null or i.client_ends_on > @today::date)
  -- What is computed of an item is computed once.
  offset 0
),
counted as (
  select
    (count(*) filter (where d.cause_kind <> 'OUTREACH_GAP'))::int as to_contact,
    (count(*) filter (where d.cause_kind <> 'OUTREACH_GAP' and not d.is_again and d.triggered_on >= @new_from::date))::int as fresh,
    (count(*) filter (where d.cause_kind <> 'OUTREACH_GAP' and d.is_again))::int as again,
    (count(*) filter (where d.cause_kind <> 'OUTREACH_GAP' and d.is_own))::int as own,
    (count(*) filter (where d.cause_kind <> 'OUTREACH_GAP' and d.is_own and not d.is_again and d.triggered_on >= @new_from::date))::int as own_fresh,
    (count(*) filter (where d.cause_kind <> 'OUTREACH_GAP' and d.is_own and d.is_again))::int as own_again,
    (count(*) filter (where d.cause_kind = 'OUTREACH_GAP' and d.is_own))::int as own_gaps,
    (count(*) filter (where d.cause_kind <> 'OUTREACH_GAP' and d.rang))::int as rang_in_vain,
    (count(*) filter (where d.cause_kind = 'OUTREACH_GAP'))::int as gaps
  from due d
),
happened as (
  select
    (count(*) filter (where v.kind = 'OPENED' and v.word in ('BELOW_PATTERN', 'PATTERN_BREAK', 'RANG_IN_VAIN', 'RED', 'YELLOW', 'DUE', 'OVERDUE', 'LAPSED', 'NEW_COACH')))::int as new_items,
    (count(*) filter (where v.kind in ('OPENED', 'WORSENED') and v.word = 'PATTERN_BREAK'))::int as new_breaks,
    (count(*) filter (where v.kind = 'CLOSED' and v.word = 'returned'))::int as returned
  from public.intervention_events v
  where v.made_on >= least(@new_from::date, @today::date)
    and v.kind in ('OPENED', 'WORSENED', 'CLOSED')
    and (@book::uuid is null or v.client_id = any (array(select b.id from book b)))
),
acted as (
  select (count(distinct v.client_id))::int as done_today
  from public.intervention_events v
  where v.made_on = @today::date
    and v.kind in ('REACHED', 'NO_ANSWER', 'ALL_GOOD', 'AWAY', 'LEFT', 'SNOOZED')
    and v.undone_at is null
    and (@book::uuid is null or v.client_id = any (array(select b.id from book b)))
)
select c.to_contact, c.fresh, c.again, c.rang_in_vain, c.gaps, c.own, c.own_fresh, c.own_again, c.own_gaps, a.done_today, h.new_items, h.new_breaks, h.returned
from counted c
cross join happened h
cross join acted a
