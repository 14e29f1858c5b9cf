-- Numbers of unmatched calls that came without an e-mail, in their order, one page: along the index, until the page is full.
select
  null::text as email,
  r.client_phone as phone,
  count(*) as calls,
  min(r.started_at) as first,
  max(r.started_at) as last,
  array[]::text[] as seen_with
from public.call_records r
where r.client_id is null
  and r.client_email is null
  and r.client_phone > @after_phone::text
group by r.client_phone
order by r.client_phone
limit @most::int
