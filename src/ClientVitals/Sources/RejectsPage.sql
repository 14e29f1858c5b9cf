-- Which lines of this delivery were refused, and why, after this place in the list?
select
  r.line,
  r.reason,
  r.raw,
  r.rejected_at,
  r.id
from public.delivery_rejects r
where r.delivery_id = @delivery::bigint
  and (@after_line::bigint is null or (r.line, r.id) > (@after_line::bigint, @after_id::bigint))
order by r.line, r.id
limit @most::int
