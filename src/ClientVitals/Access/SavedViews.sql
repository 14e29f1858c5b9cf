-- Which views of this list does the caller keep? The rules of the database say whose is whose.
select v.id, v.place, v.name, v.filters
from public.saved_views v
where v.place = @place::text
order by lower(v.name), v.id
limit @most::int
