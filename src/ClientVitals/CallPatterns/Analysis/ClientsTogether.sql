-- How many clients are held back because many fell silent on the same days, and since when?
select
  (count(*))::int as clients,
  min(h.pattern_since) as since
from public.client_health_scores h
where h.pattern_roster = 'TOGETHER'
