-- How many clients are in the list of scores, counted no further than this?
select (count(*))::int as clients
from (
  select
  from public.client_health_scores h
  join public.clients c on c.id = h.client_id
  left join public.health_overrides_on(@today::date) o on o.client_id = h.client_id
  where h.calculated_at is not null
    and c.status = 'ACTIVE'
    and c.merged_into is null
    and (c.ended_on is null or c.ended_on > @today::date)
    and (@zone::text is null or coalesce(o.zone, h.health_zone, 'UNKNOWN') = @zone::text)
    and (not @by_hand::bool or o.client_id is not null)
    and (@coach::text is null or h.assigned_coach = (select s.name from public.staff s where lower(s.name) = lower(@coach::text)))
    and (@segment::text is null or c.segment = @segment::text)
    and (@trend::text is null or h.health_trend = @trend::text)
    and (@risk::numeric is null or h.churn_risk_score >= @risk::numeric)
    and (@moved::text is null or exists (select from public.client_zone_changes z where z.client_id = h.client_id and z.changed_on = h.calculated_on and (z.score_after > z.score_before) = (@moved::text = 'UP')))
  limit @most::int
) l
