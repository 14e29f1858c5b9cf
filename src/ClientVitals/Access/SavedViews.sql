-- Which views of this list does the caller keep? Whose is whose, the rules of the database say.
select v.id, v.place, v.name, v.filters
from public.saved_views v
where v.place = @place::text
order by lower(v.name), v.id
limit @most::int
