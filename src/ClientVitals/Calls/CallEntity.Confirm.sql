-- Keep which earlier calls this file tells again as they are, as ranges of their ids: the undo of an earlier delivery leaves them.
-- Mostly a file tells another one again from end to end: then it is one range, and nothing is sorted.
with told as (
  select
    min(k.id) as first_id,
    max(k.id) as last_id,
    -- Each call is one line's, unless a line may mean another's.
    count(*) = max(k.id) - min(k.id) + 1 and not coalesce(bool_or(k.likeness > 1), false) as is_whole
  from known k
  where not k.changed
),
ranges as (
  select t.first_id, t.last_id
  from told t
  where t.is_whole
  union all
  select min(u.id), max(u.id)
  from (
    select
      k.id,
      k.id - row_number() over (order by k.id) as island
    from known k
    where not k.changed
      and (select not t.is_whole from told t)
  ) u
  group by u.island
)
insert into public.delivery_changes (delivery_id, kind, call_id, calls, made_at)
select
  @delivery::bigint,
  'CONFIRMED',
  case when s.first_id = s.last_id then s.first_id end,
  case when s.first_id < s.last_id then int8range(s.first_id, s.last_id, '[]') end,
  @now::timestamptz
from ranges s
