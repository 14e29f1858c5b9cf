-- What the last scoring measured of those who are clients: each set of values once for each group, with how many clients have it.
select
  h.scored_on,
  h.scorecard_id,
  h.segment as scored_by,
  c.segment,
  h.inputs::text[] as inputs,
  s.sessions_last_90d as last_90_days,
  (count(*))::int as clients
from public.client_health_scores s
join public.clients c on c.id = s.client_id
join public.health_scorecards k on k.name || '-v' || k.version = s.calculation_version
join public.client_health_history h on h.client_id = s.client_id and h.scored_on = s.calculated_on and h.scorecard_id = k.id
where s.calculated_on = (select max(n.calculated_on) from public.client_health_scores n)
  and c.merged_into is null
  and case when c.ended_on is not null then c.ended_on > s.calculated_on else c.status = 'ACTIVE' end
group by h.scored_on, h.scorecard_id, h.segment, c.segment, h.inputs, s.sessions_last_90d
