-- Which groupings of clients are in use? Leaps along the index from one word to the next, however many clients have each.
with recursive word as (
  (select c.segment from public.clients c where c.merged_into is null and c.segment is not null order by c.segment limit 1)
  union all
  select (select c.segment from public.clients c where c.merged_into is null and c.segment > w.segment order by c.segment limit 1)
  from word w
  where w.segment is not null
)
select w.segment
from word w
where w.segment is not null
limit 100
