-- Whom to contact today, section by section, who rang first, then worst first; what was done since the page was opened stays in its place.
with due as materialized (
  select
    i.id as item,
    i.client_id,
    i.cause_kind,
    i.triggered_on,
    i.trigger_reason,
    not (i.due_on is not null and i.due_on <= @today::date) as is_done,
    h.pattern_place,
    h.pattern_status,
    h.pattern_rang_in_vain,
    h.pattern_reason,
    h.avg_calls_per_week,
    h.last_pattern_check,
    h.pattern_since,
    h.assigned_coach,
    coalesce(nullif(btrim(concat_ws(' ', btrim(h.firstname), btrim(h.lastname))), ''), h.email) as client_name
  from public.intervention_log i
  join public.client_health_scores h on h.client_id = i.client_id
  join public.clients c on c.id = i.client_id
  where i.completed_at is null
    and h.pattern_hold is distinct from 'TOGETHER'
    and (
      (i.due_on <= @today::date and c.status = 'ACTIVE' and c.merged_into is null and (c.ended_on is null or c.ended_on > @today::date))
      or (i.actioned_at >= @since::timestamptz and (i.actioned_at at time zone (select public.business_zone()))::date = @today::date))
    -- Mine: handed over to the person who asks, or of their own book and handed over to nobody. What was handed over since the page was opened stays in its place too.
    and (
      not @own::boolean
      or i.assigned_user_id = @own_user::uuid
      or (i.assigned_to is null and c.coach_id = @own_staff::uuid)
      or exists (
        select
        from public.intervention_events v
        where v.item_id = i.id
          and v.kind = 'HANDED_OVER'
          and v.undone_at is null
          and v.made_at >= @since::timestamptz))
),
placed as (
  select
    d.*,
    case
      when d.cause_kind = 'OUTREACH_GAP' then 'gap'
      when exists (
        select
        from public.intervention_events v
        where v.item_id = d.item
          and v.kind in ('REACHED', 'NO_ANSWER', 'ALL_GOOD', 'AWAY', 'LEFT', 'SNOOZED')
          and v.undone_at is null
          and v.made_on < @today::date) then 'again'
      when d.triggered_on >= @new_from::date then 'new'
      else 'longer'
    end as section
  from due d
),
counted as (
  select
    p.*,
    (count(*) filter (where not p.is_done) over (partition by p.section))::int as in_section,
    count(*) filter (where not p.is_done) over (partition by p.section order by p.pattern_place nulls last, p.pattern_since, p.client_id) as turn
  from placed p
)
select
  c.section,
  c.in_section,
  c.is_done,
  c.item,
  c.client_id,
  coalesce(c.client_name, t.phone, '') as client_name,
  c.assigned_coach as coach,
  t.phone,
  c.cause_kind,
  c.pattern_status,
  c.pattern_rang_in_vain as rang_in_vain,
  coalesce(c.pattern_reason, c.trigger_reason) as reason,
  c.avg_calls_per_week,
  a.last_active_on,
  c.triggered_on
from counted c
left join public.client_phones t on t.client_id = c.client_id and t.is_primary
left join public.call_pattern_analysis a
  on a.client_id = c.client_id
  and a.analysis_date = (c.last_pattern_check at time zone (select public.business_zone()))::date
  and a.rule = 'calibrated'
  and a.run_id is not null
where c.is_done or c.turn <= @most::int
order by array_position(array['new', 'again', 'longer', 'gap'], c.section), c.pattern_place nulls last, c.pattern_since, c.client_id
