-- What happened to this item, in order.
select
  v.id,
  v.kind,
  v.made_at,
  v.made_by,
  v.word,
  v.reason,
  v.note,
  v.until,
  v.due_date,
  v.undone_at,
  v.undone_by
from public.intervention_events v
where v.item_id = @item::bigint
order by v.made_at, v.id
