-- Who is, or was, in the book, each with the group and the end of the relation; of a large book an even sample, always the same.
select
  c.id,
  c.segment,
  c.ended_on - date '0001-01-01' as end_day
from public.clients c
where c.merged_into is null
  and (c.status = 'ACTIVE' or c.ended_on is not null)
order by md5(c.id::text)
limit @most::int
