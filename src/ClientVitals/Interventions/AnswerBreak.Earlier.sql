-- What was answered to this episode last, and holds.
select
  v.id,
  v.kind as answer,
  v.until,
  v.made_on as answered_on
from public.intervention_log i
join public.intervention_events v on v.item_id = i.id
where i.cause_kind = 'EPISODE'
  and i.cause_id = @episode::bigint
  and v.kind in ('REACHED', 'ALL_GOOD', 'AWAY', 'LEFT')
  and v.undone_at is null
order by v.made_at desc, v.id desc
limit 1
