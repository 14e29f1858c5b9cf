-- Keep which earlier calls this file tells again as they are, as ranges of their ids: the undo of an earlier delivery leaves them.
insert into public.delivery_changes (delivery_id, kind, call_id, calls, made_at)
select
  @delivery::bigint,
  'CONFIRMED',
  case when s.first_id = s.last_id then s.first_id end,
  case when s.first_id < s.last_id then int8range(s.first_id, s.last_id, '[]') end,
  @now::timestamptz
from (
  select
    min(u.id) as first_id,
    max(u.id) as last_id
  from (
    select
      k.id,
      k.id - row_number() over (order by k.id) as island
    from known k
    where not k.changed
  ) u
  group by u.island
) s
