-- Which clients, by address, does the comparison take?
select email
from client_health_scores
where email is not null
order by email
limit @clients::int
