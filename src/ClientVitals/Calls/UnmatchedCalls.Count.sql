-- How many calls belong to nobody known? Counted no further than to the most.
select (count(*))::int
from (select from public.call_records r where r.client_id is null limit @most::int) counted
