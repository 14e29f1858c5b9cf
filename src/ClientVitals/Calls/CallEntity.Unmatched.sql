-- How many of this file's calls are unmatched.
select
  (select count(*) from public.call_records r where r.id > @before::bigint and r.delivery_id = @delivery::bigint and r.client_id is null)
  + (select count(*) from known k join public.call_records r on r.id = k.id where r.client_id is null)
