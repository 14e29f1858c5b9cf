-- Bring back the calls that went with the delivery, unless they came by another one meanwhile.
insert into public.call_records (
  id, client_id, client_email, client_phone, provider, provider_call_id, row_key, started_at, logged_at, direction, channel, status,
  outcome, duration_seconds, staff, notes, delivery_id, created_at, updated_at, source, source_order)
overriding system value
select
  b.id,
  w.client_id,
  b.client_email,
  b.client_phone,
  b.provider,
  b.provider_call_id,
  b.row_key,
  b.started_at,
  b.logged_at,
  b.direction,
  b.channel,
  b.status,
  b.outcome,
  b.duration_seconds,
  b.staff,
  b.notes,
  @delivery::bigint,
  b.created_at,
  b.updated_at,
  b.source,
  b.source_order
from public.delivery_changes c
cross join lateral jsonb_populate_record(null::public.call_records, c.after) b
left join public.clients k on k.id = b.client_id
left join public.client_emails e on e.email = b.client_email
left join public.client_phones p on p.phone = b.client_phone and b.client_email is null
cross join lateral (select coalesce(k.merged_into, k.id, e.client_id, p.client_id) as client_id) w
where c.delivery_id = @delivery::bigint
  and c.kind = 'UNDONE_ADDED'
  and (
    b.row_key is null
    or not exists (
      select
      from public.call_records r
      where r.client_id = w.client_id
        and r.started_at = b.started_at
        and r.row_key is not null))
order by b.id
on conflict do nothing
