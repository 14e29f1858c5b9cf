-- Of two open items with the same kind of cause the kept client's stays; an item whose episode the merge closed is over too. The others go over.
with over as (
  update public.intervention_log i
  set completed_at = greatest(@now::timestamptz, i.triggered_at),
      close_reason = 'merged'
  where i.client_id = @gone::uuid
    and i.completed_at is null
    and (
      exists (select from public.intervention_log k where k.client_id = @kept::uuid and k.cause_kind = i.cause_kind and k.completed_at is null)
      or (i.cause_kind = 'EPISODE' and not exists (select from public.call_pattern_episodes e where e.id = i.cause_id and e.closed_on is null)))
  returning i.id, i.client_id
)
insert into public.intervention_events (item_id, client_id, kind, made_at, made_on, made_by, word)
select o.id, o.client_id, 'CLOSED', @now::timestamptz, @today::date, 'program', 'merged'
from over o
