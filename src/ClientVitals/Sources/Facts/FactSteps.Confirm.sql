-- Keep which earlier rows this delivery tells again as they are, as ranges of their ids: the undo of an earlier delivery leaves them.
with ranges as (
  select
    min(u.id) as first_id,
    max(u.id) as last_id
  from (
    select
      k.id,
      k.id - row_number() over (order by k.id) as island
    from (select distinct k.id from known k where not k.changed) k
  ) u
  group by u.island
)
insert into public.fact_confirmations (entity, delivery_id, ids, made_at)
select
  @entity::text,
  @delivery::bigint,
  int8range(r.first_id, r.last_id, '[]'),
  @now::timestamptz
from ranges r
