-- Clients by their present score, their risk or their name, one page after this place in the list. The page is cut before anything is looked up for it.
with by_hand as materialized (
  select o.client_id, o.zone, o.score, o.last_day, o.reason, o.set_by
  from public.health_overrides_on(@today::date) o
),
-- The hub is read once and alone: joined to the clients first, each row of it would be looked up by its key.
scored as materialized (
  select h.client_id, h.health_score, h.health_zone, h.churn_risk_score
  from public.client_health_scores h
  where h.calculated_at is not null
    and (@coach::text is null or h.assigned_coach = (select s.name from public.staff s where lower(s.name) = lower(@coach::text)))
    and (@trend::text is null or h.health_trend = @trend::text)
    and (@risk::numeric is null or h.churn_risk_score >= @risk::numeric)
    and (
      @zone::text is null
      or coalesce(h.health_zone, 'UNKNOWN') = @zone::text
      or h.client_id in (select o.client_id from by_hand o))
    and (not @by_hand::bool or h.client_id in (select o.client_id from by_hand o))
    and (@moved::text is null or exists (select from public.client_zone_changes z where z.client_id = h.client_id and z.changed_on = h.calculated_on and (z.score_after > z.score_before) = (@moved::text = 'UP')))
),
listed as (
  select
    h.client_id,
    c.order_name,
    case @sort::text when 'risk' then coalesce(-h.churn_risk_score, 1000) when 'name' then 0 else coalesce(o.score, h.health_score, 1000) end as place
  from scored h
  join public.clients c on c.id = h.client_id
  left join by_hand o on o.client_id = h.client_id
  where c.status = 'ACTIVE'
    and c.merged_into is null
    and (c.ended_on is null or c.ended_on > @today::date)
    and (@zone::text is null or coalesce(o.zone, h.health_zone, 'UNKNOWN') = @zone::text)
    and (@segment::text is null or c.segment = @segment::text)
),
page as materialized (
  select l.client_id, l.order_name, l.place
  from listed l
  where (@after_place::numeric is null or (l.place, l.order_name, l.client_id) > (@after_place::numeric, @after_name::text collate "C", @after_client::uuid))
  order by l.place, l.order_name, l.client_id
  limit @most::int
)
select
  g.client_id,
  coalesce(h.email, p.phone, h.client_id::text) as client_email,
  coalesce(nullif(btrim(concat_ws(' ', btrim(c.firstname), btrim(c.lastname))), ''), h.email, p.phone, '') as client_name,
  s.name as coach,
  c.segment,
  h.health_score as score,
  h.health_zone as zone,
  h.health_trend as trend,
  h.churn_risk_score as churn_risk,
  h.predictive_risk_score as risk_points,
  h.risk_category,
  h.intervention_priority as priority,
  h.early_warning_flag as early_warning,
  b.score as score_before,
  b.zone as zone_before,
  b.scored_on as before_on,
  w.why_unknown,
  o.zone as set_zone,
  o.score as set_score,
  o.last_day as set_until,
  o.set_by,
  o.reason as set_reason,
  h.calculated_at,
  g.place,
  g.order_name
from page g
join public.client_health_scores h on h.client_id = g.client_id
join public.clients c on c.id = g.client_id
left join by_hand o on o.client_id = g.client_id
left join public.client_phones p on p.client_id = g.client_id and p.is_primary
left join public.staff s on s.id = c.coach_id
left join public.health_scorecards k on k.name || '-v' || k.version = h.calculation_version
left join public.client_health_history w on w.client_id = g.client_id and w.scored_on = h.calculated_on and w.scorecard_id = k.id
left join lateral (
  select r.score, r.zone, r.scored_on
  from public.client_health_history r
  where r.client_id = g.client_id
    and r.scorecard_id = k.id
    and r.scored_on < h.calculated_on
  order by r.scored_on desc
  limit 1
) b on true
order by g.place, g.order_name, g.client_id
