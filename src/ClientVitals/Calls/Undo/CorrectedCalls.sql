-- Give calls that a delivery corrected back what they said before it; or, with its redo, correct again those that still say that.
update public.call_records r
set client_id = coalesce(k.merged_into, k.id),
    client_email = b.client_email,
    client_phone = b.client_phone,
    started_at = b.started_at,
    logged_at = b.logged_at,
    direction = b.direction,
    channel = b.channel,
    status = b.status,
    outcome = b.outcome,
    duration_seconds = b.duration_seconds,
    staff = b.staff,
    notes = b.notes,
    source_order = b.source_order
from public.delivery_changes c
cross join lateral jsonb_populate_record(null::public.call_records, case when @redo::boolean then c.after else c.before end) b
left join public.clients k on k.id = b.client_id
where c.delivery_id = @delivery::bigint
  and c.kind = 'UNDONE_CORRECTED'
  and r.id = c.call_id
  and (not @redo::boolean or to_jsonb(r) - array['updated_at', 'delivery_id'] = c.before - array['updated_at', 'delivery_id'])
