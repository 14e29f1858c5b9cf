-- Whom to contact today, section by section, who rang first, then worst first; what was done since the page was opened stays in its place.
-- All who are due are ordered by what two indexes hold of them; what else is said of a client is read only of those who are shown.
with book as materialized (
  select c.id from public.clients c where c.coach_id = @book::uuid
),
own_book as materialized (
  select c.id from public.clients c where c.coach_id = @own_staff::uuid
),
listed as materialized (
  select h.client_id, h.pattern_place, h.pattern_since
  from public.client_health_scores h
  where h.pattern_place is not null
    and (@book::uuid is null or h.client_id = any (array(select b.id from book b)))
),
due as (
  select i.*, false as is_done
  from public.intervention_log i
  where i.completed_at is null
    and i.due_on <= @today::date
    and (i.client_ends_on is null or i.client_ends_on > @today::date)
    and (@book::uuid is null or i.client_id = any (array(select b.id from book b)))
  union all
  select i.*, i.due_on is null or i.due_on > @today::date
  from public.intervention_log i
  where i.completed_at is null
    and i.actioned_at >= @since::timestamptz
    and (i.actioned_at at time zone (select public.business_zone()))::date = @today::date
    and (i.due_on is null or i.due_on > @today::date or i.client_ends_on <= @today::date)
),
queue as materialized (
  select
    d.id as item,
    d.client_id,
    d.is_done,
    case
      when d.cause_kind = 'OUTREACH_GAP' then 'gap'
      -- Of most nobody has done anything yet: then nothing is looked up.
      when d.outcome is not null and exists (
        select
        from public.intervention_events v
        where v.item_id = d.id
          and v.kind in ('REACHED', 'NO_ANSWER', 'ALL_GOOD', 'AWAY', 'LEFT', 'SNOOZED')
          and v.undone_at is null
          and v.made_on < @today::date) then 'again'
      when d.triggered_on >= @new_from::date then 'new'
      else 'longer'
    end as section,
    l.pattern_place,
    -- Who has no place on the list is looked up one by one.
    case
      when l.client_id is null then (select h.pattern_since from public.client_health_scores h where h.client_id = d.client_id)
      else l.pattern_since
    end as pattern_since
  from due d
  left join listed l on l.client_id = d.client_id
  where d.client_id not in (select h.client_id from public.client_health_scores h where h.pattern_hold = 'TOGETHER' and h.client_id is not null)
    -- Mine: handed over to the person who asks, or of their own book and handed over to nobody. What was handed over since the page was opened stays in its place too.
    and (
      not @own::boolean
      or d.assigned_user_id = @own_user::uuid
      or (d.assigned_to is null and d.client_id in (select b.id from own_book b))
      or exists (
        select
        from public.intervention_events v
        where v.item_id = d.id
          and v.kind = 'HANDED_OVER'
          and v.undone_at is null
          and v.made_at >= @since::timestamptz))
),
sizes as (
  select q.section, (count(*) filter (where not q.is_done))::int as in_section
  from queue q
  group by q.section
),
shown as (
  select s.in_section, f.*
  from sizes s
  cross join lateral (
    select q.*
    from queue q
    where q.section = s.section
      and not q.is_done
    order by q.pattern_place nulls last, q.pattern_since, q.client_id
    limit @most::int
  ) f
  union all
  select s.in_section, q.*
  from sizes s
  join queue q on q.section = s.section and q.is_done
)
select
  s.section,
  s.in_section,
  s.is_done,
  s.item,
  s.client_id,
  coalesce(nullif(btrim(concat_ws(' ', btrim(h.firstname), btrim(h.lastname))), ''), h.email, t.phone, '') as client_name,
  h.assigned_coach as coach,
  t.phone,
  i.cause_kind,
  h.pattern_status,
  h.pattern_rang_in_vain as rang_in_vain,
  coalesce(h.pattern_reason, i.trigger_reason) as reason,
  h.avg_calls_per_week,
  a.last_active_on,
  i.triggered_on
from shown s
join public.intervention_log i on i.id = s.item
join public.client_health_scores h on h.client_id = s.client_id
left join public.client_phones t on t.client_id = s.client_id and t.is_primary
left join public.call_pattern_analysis a
  on a.client_id = s.client_id
  and a.analysis_date = (h.last_pattern_check at time zone (select public.business_zone()))::date
  and a.rule = 'calibrated'
  and a.run_id is not null
order by array_position(array['new', 'again', 'longer', 'gap'], s.section), s.pattern_place nulls last, s.pattern_since, s.client_id
