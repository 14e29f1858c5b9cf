-- Calls that had gone over to another delivery with the undo come back to this one, as far as they are there.
with handed as (
  select c.id, c.call_id, c.before, c.after
  from public.delivery_changes c
  where c.delivery_id = @delivery::bigint
    and c.kind = 'UNDONE_HANDED'
),
added as (
  update public.call_records r
  set delivery_id = @delivery::bigint
  from handed h
  where h.before is null
    and r.id = h.call_id
  returning r.id
),
-- The delivery that took a correction over is the next one that found what this one had found.
taken as (
  select distinct on (h.id)
    h.id,
    n.id as next_id,
    h.after
  from handed h
  join public.delivery_changes n on n.call_id = h.call_id and n.kind = 'CORRECTED' and n.delivery_id > @delivery::bigint and n.before = h.before
  where h.before is not null
  order by h.id, n.delivery_id
),
given_back as (
  update public.delivery_changes n
  set before = t.after
  from taken t
  where n.id = t.next_id
    and t.after is not null
),
-- It had only confirmed the call.
passed_back as (
  delete from public.delivery_changes n
  using taken t
  where n.id = t.next_id
    and t.after is null
),
served as (
  delete from public.delivery_changes c
  using handed h
  join added a on a.id = h.call_id
  where c.id = h.id
)
update public.delivery_changes c
set kind = case when t.id is null then 'CONFIRMED' else 'CORRECTED' end,
    before = case when t.id is not null then c.before end,
    after = null
from handed h
left join taken t on t.id = h.id
where c.id = h.id
  and not exists (select from added a where a.id = h.call_id and h.before is null)
