-- Which lines are equal to an earlier line of this file? Two equal rows are two calls: the second carries its ordinal in its key.
with repeated as (
  select i.row_key
  from incoming_calls i
  where i.row_key is not null
  group by i.row_key
  having count(*) > 1
),
numbered as (
  select
    i.ctid as place,
    row_number() over (partition by i.row_key order by i.line) as ordinal
  from incoming_calls i
  join repeated r using (row_key)
)
update incoming_calls i
set row_key = md5(i.row_key::text || ':' || n.ordinal)::uuid
from numbered n
where i.ctid = n.place
  and n.ordinal > 1
