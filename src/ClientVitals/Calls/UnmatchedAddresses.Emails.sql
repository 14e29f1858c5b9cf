-- E-mails of unmatched calls, with the number beside, in their order, one page: along the index, until the page is full.
select
  r.client_email as email,
  r.client_phone as phone,
  count(*) as calls,
  min(r.started_at) as first,
  max(r.started_at) as last,
  array[]::text[] as seen_with
from public.call_records r
where r.client_id is null
  and r.client_email >= @after_email::text
  and (r.client_email > @after_email::text
    or (@after_phone::text <> '' and (r.client_phone > @after_phone::text or r.client_phone is null)))
group by r.client_email, r.client_phone
order by r.client_email, r.client_phone
limit @most::int
