-- What was answered last to each of these episodes, and holds.
select distinct on (i.cause_id)
  i.cause_id as episode,
  case v.kind when 'REACHED' then 'CALLED' when 'ALL_GOOD' then 'FINE' else v.kind end as answer
from public.intervention_log i
join public.intervention_events v on v.item_id = i.id
where i.cause_kind = 'EPISODE'
  and i.cause_id = any (@episodes::bigint[])
  and v.kind in ('REACHED', 'ALL_GOOD', 'AWAY', 'LEFT')
  and v.undone_at is null
order by i.cause_id, v.made_at desc, v.id desc
