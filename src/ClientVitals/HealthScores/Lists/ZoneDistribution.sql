-- How many active clients were in each zone on this day?
select z.health_zone, z.count
from public.get_zone_distribution(@day::date) z
offset @skip::int
limit @most::int
