-- How do the clients with these e-mails stand, and which of the addresses are of no client?
with asked as (
  select distinct a.email, e.client_id
  from unnest(@emails::text[]) as a (email)
  left join public.client_emails e on e.email = a.email
)
select
  (count(*))::int as clients,
  (count(h.health_score))::int as scored,
  (count(*) filter (where h.health_zone = 'RED'))::int as red,
  (count(*) filter (where h.health_zone = 'YELLOW'))::int as yellow,
  (count(*) filter (where h.health_zone = 'GREEN'))::int as green,
  (count(*) filter (where h.health_zone = 'PURPLE'))::int as purple,
  round(avg(h.health_score), 2) as average_score,
  (count(*) filter (where h.intervention_priority = 'CRITICAL'))::int as critical,
  array(select a.email from asked a where a.client_id is null order by a.email) as strangers
from (select distinct a.client_id from asked a where a.client_id is not null) w
left join public.client_health_scores h on h.client_id = w.client_id
