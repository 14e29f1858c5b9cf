-- Whom to contact today, section by section, who rang first, then worst first; what was done since the page was opened stays in its place.
-- The first of each section are read in the order of an index that holds what is asked here; what else is said of a client is read of them alone.
with today as materialized (
  select @today::date::timestamp at time zone public.business_zone() as began
),
book as materialized (
  select c.id from public.clients c where c.coach_id = @book::uuid
),
own_book as materialized (
  select c.id from public.clients c where c.coach_id = @own_staff::uuid
),
asked_for as not materialized (
  select
    i.id as item,
    i.client_id,
    i.triggered_on,
    i.due_on,
    i.actioned_at,
    i.client_ends_on,
    i.place,
    i.place_since,
    i.set_aside,
    i.cause_kind = 'OUTREACH_GAP' as is_gap,
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
    and (@book::uuid is null or i.client_id = any (array(select b.id from book b)))
    and i.client_id not in (select h.client_id from public.client_health_scores h where h.pattern_hold = 'TOGETHER' and h.client_id is not null)
    -- Mine: handed over to the person who asks, or of their own book and handed over to nobody. What was handed over since the page was opened stays in its place too.
    and (
      not @own::boolean
      or i.assigned_user_id = @own_user::uuid
      or (i.assigned_to is null and i.client_id in (select b.id from own_book b))
      or exists (
        select
        from public.intervention_events v
        where v.item_id = i.id
          and v.kind = 'HANDED_OVER'
          and v.undone_at is null
          and v.made_at >= @since::timestamptz))
),
due as not materialized (
  select d.*
  from asked_for d
  where d.due_on <= @today::date
    and d.set_aside is null
    and (d.client_ends_on is null or d.client_ends_on > @today::date)
),
-- Each section by what it is and not by its name: so it is known how many there are, and that the first of them are soon found.
shown as (
  (select 'new' as section, d.item, d.client_id, d.place, d.place_since, false as is_done
  from due d
  where not d.is_gap and d.triggered_on >= @new_from::date and not d.is_again
  order by d.place, d.place_since, d.client_id limit @most::int)
  union all
  (select 'again', d.item, d.client_id, d.place, d.place_since, false
  from due d
  where not d.is_gap and d.is_again
  order by d.place, d.place_since, d.client_id limit @most::int)
  union all
  (select 'longer', d.item, d.client_id, d.place, d.place_since, false
  from due d
  where not d.is_gap and d.triggered_on < @new_from::date and not d.is_again
  order by d.place, d.place_since, d.client_id limit @most::int)
  union all
  (select 'gap', d.item, d.client_id, d.place, d.place_since, false
  from due d
  where d.is_gap
  order by d.place, d.place_since, d.client_id limit @most::int)
  union all
  select
    case when d.is_gap then 'gap' when d.is_again then 'again' when d.triggered_on >= @new_from::date then 'new' else 'longer' end,
    d.item, d.client_id, d.place, d.place_since, true
  from asked_for d
  where d.actioned_at >= @since::timestamptz
    and (d.actioned_at at time zone (select public.business_zone()))::date = @today::date
    and (d.due_on is null or d.due_on > @today::date or d.client_ends_on <= @today::date)
)
select
  s.section,
  s.is_done,
  s.item,
  s.client_id,
  coalesce(nullif(btrim(concat_ws(' ', btrim(h.firstname), btrim(h.lastname))), ''), h.email, t.phone, '') as client_name,
  h.assigned_coach as coach,
  t.phone,
  i.cause_kind,
  h.pattern_status,
  h.pattern_rang_in_vain as rang_in_vain,
  case when i.cause_kind in ('EPISODE', 'RANG_IN_VAIN', 'OUTREACH_GAP') then coalesce(h.pattern_reason, i.trigger_reason) else i.trigger_reason end as reason,
  h.avg_calls_per_week,
  a.last_active_on,
  i.triggered_on,
  i.cause_status,
  i.communication_method as channel,
  i.act_by,
  (
    select string_agg(k.trigger_reason, ' ' order by k.place, k.id)
    from public.intervention_log k
    where k.client_id = s.client_id
      and k.completed_at is null
      and k.set_aside = 'SAME_CLIENT'
      and k.id <> s.item
  ) as beside,
  p.template,
  h.firstname,
  case when i.cause_kind = 'PACKAGE' then i.cause_on - @today::date end as days
from shown s
-- A few rows of many: each is looked up.
cross join lateral (
  select v.cause_kind, v.cause_status, v.cause_on, v.trigger_reason, v.triggered_on, v.playbook_id, v.communication_method, v.act_by
  from public.intervention_log v
  where v.id = s.item
  offset 0) i
join public.client_health_scores h on h.client_id = s.client_id
left join public.playbooks p on p.id = i.playbook_id
left join public.client_phones t on t.client_id = s.client_id and t.is_primary
left join public.call_pattern_analysis a
  on a.client_id = s.client_id
  and a.analysis_date = (h.last_pattern_check at time zone (select public.business_zone()))::date
  and a.rule = 'calibrated'
  and a.run_id is not null
order by array_position(array['new', 'again', 'longer', 'gap'], s.section), s.place, s.place_since, s.client_id
