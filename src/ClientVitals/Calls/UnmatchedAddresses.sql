-- Addresses of the latest unmatched calls, those with the most calls first, one page.
with latest as (
  select r.client_email as email, r.client_phone as phone, r.started_at
  from public.call_records r
  where r.client_id is null
  order by r.started_at desc, r.id desc
  limit @calls::int
),
counted as (
  select
    l.email,
    l.phone,
    count(*) as calls,
    min(l.started_at) as first,
    max(l.started_at) as last
  from latest l
  where l.email is not null
     or l.phone is not null
  group by l.email, l.phone
)
select c.email, c.phone, c.calls, c.first, c.last, array[]::text[] as seen_with
from counted c
where @after_calls::bigint is null
   or c.calls < @after_calls::bigint
   or (c.calls = @after_calls::bigint
     and (c.email is null, coalesce(c.email, ''), coalesce(c.phone, '')) > (@after_email::text = '', @after_email::text, @after_phone::text))
order by c.calls desc, c.email is null, coalesce(c.email, ''), coalesce(c.phone, '')
limit @most::int
