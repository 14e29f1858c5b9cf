-- How many calls are unmatched, counted up to a limit.
select (count(*))::int
from (select from public.call_records r where r.client_id is null limit @most::int) counted
