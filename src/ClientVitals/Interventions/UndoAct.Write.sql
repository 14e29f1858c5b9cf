-- Mark this act as undone, if it holds, and tell what it had done.
update public.intervention_events v
set undone_at = greatest(@now::timestamptz, v.made_at),
    undone_by = @by::text
where v.id = @act::bigint
  and v.undone_at is null
  and v.kind not in ('OPENED', 'WORSENED', 'CLOSED')
returning v.item_id, v.client_id, v.kind, v.pause_id, v.end_id, v.new_usual_id
