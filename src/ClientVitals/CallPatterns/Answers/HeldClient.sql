-- Clients who are held back because many fell silent on the same days.
select
  h.client_id,
  h.pattern_since as since
from public.client_health_scores h
where h.pattern_roster = 'TOGETHER'
order by h.client_id
