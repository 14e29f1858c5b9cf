-- Which rows of a line's id are not meant by it? Of those that are not the same client's, the one of the same address is meant; else the only
-- one there, by the only line that names it, whose client is corrected. Others are other clients' rows of the same id.
with free as (
  select k.line, k.id, k.likeness
  from known k
  where k.likeness > 1
    and not exists (select from known s where s.likeness = 1 and s.line = k.line)
    and not exists (select from known s where s.likeness = 1 and s.id = k.id)
),
near as materialized (
  select n.line, n.id
  from (
    select
      f.line,
      f.id,
      row_number() over (partition by f.line order by f.likeness, f.id) as place_of_row,
      row_number() over (partition by f.id order by f.likeness, f.line) as place_of_line
    from free f
    where f.likeness < 4
  ) n
  where n.place_of_row = 1
    and n.place_of_line = 1
),
corrected as materialized (
  select o.line, o.id
  from (
    select
      f.line,
      f.id,
      count(*) over (partition by f.line) as rows_there,
      count(*) over (partition by f.id) as lines
    from free f
    where f.likeness = 4
      and not exists (select from near n where n.line = f.line)
      and not exists (select from near n where n.id = f.id)
  ) o
  where o.rows_there = 1
    and o.lines = 1
)
select k.line, k.id
from known k
where k.likeness > 1
  and not exists (select from near n where n.line = k.line and n.id = k.id)
  and not exists (select from corrected c where c.line = k.line and c.id = k.id)
