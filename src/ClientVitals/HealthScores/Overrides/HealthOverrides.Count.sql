-- Of how many clients in the list of scores is the zone set by hand on this day?
select (count(*))::int as clients
from public.health_overrides_on(@today::date) o
join public.clients c on c.id = o.client_id
join public.client_health_scores h on h.client_id = o.client_id
where h.calculated_at is not null
  and c.status = 'ACTIVE'
  and c.merged_into is null
  and (c.ended_on is null or c.ended_on > @today::date)
