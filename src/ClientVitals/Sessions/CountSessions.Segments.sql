-- Write each client's segment by their sessions to the hub, where it changed: how lately and how often they came. Unknown of who never attended a session.
with said as (
  select
    h.id,
    case
      when c.ended_on <= @today::date then 'CHURNED'
      when h.days_since_last_session <= 14 and h.sessions_last_30d >= 4 then 'ACTIVE_CONSISTENT'
      when h.days_since_last_session < 30 then 'ACTIVE_SPORADIC'
      when h.days_since_last_session < 60 then 'INACTIVE_RECENT'
      when h.days_since_last_session < 90 then 'INACTIVE_LONG'
      when h.days_since_last_session is not null then 'CHURNED'
    end as segment
  from public.client_health_scores h
  join public.clients c on c.id = h.client_id
)
update public.client_health_scores h
set client_segment = s.segment
from said s
where h.id = s.id
  and h.client_segment is distinct from s.segment
