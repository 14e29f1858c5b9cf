-- The addresses of unmatched calls, and the clients they could belong to.
with nobodys as (
  select
    r.client_email as email,
    r.client_phone as phone,
    count(*) as calls,
    min(r.started_at) as first,
    max(r.started_at) as last
  from public.call_records r
  where r.client_id is null
    and (@address::text is null or r.client_email = @address::text or (r.client_email is null and r.client_phone = @address::text))
  group by r.client_email, r.client_phone
  order by calls desc, email, phone
  limit @limit::integer
),
-- Along the index of the calls that name both.
companions as materialized (
  select distinct r.client_phone as phone, r.client_email as email
  from public.call_records r
  where @companions::boolean
    and r.client_email is not null
    and r.client_phone is not null
    and r.client_phone in (select n.phone from nobodys n)
)
select
  n.email,
  n.phone,
  n.calls,
  n.first,
  n.last,
  array(select c.email from companions c where c.phone = n.phone order by c.email limit 5) as seen_with
from nobodys n
order by n.calls desc, n.email, n.phone
