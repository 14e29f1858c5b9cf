-- Add the calls that are not there yet.
insert into public.call_records (
  client_id, client_email, client_phone, provider, provider_call_id, row_key, started_at, logged_at,
  direction, channel, status, outcome, duration_seconds, staff, notes, delivery_id, created_at, updated_at, source, source_order)
select
  case when i.client_email is not null then e.client_id else p.client_id end,
  i.client_email,
  i.client_phone,
  i.provider,
  i.provider_call_id,
  i.row_key,
  i.started_at,
  i.logged_at,
  coalesce(i.direction, 'UNKNOWN'),
  coalesce(i.channel, 'PHONE'),
  coalesce(i.status, 'COMPLETED'),
  i.outcome,
  i.duration_seconds,
  i.staff,
  i.notes,
  @delivery::bigint,
  @now::timestamptz,
  @now::timestamptz,
  case when i.provider_call_id is not null then nullif(@source::text, i.provider) end,
  i.source_order
from incoming i
left join incoming_emails e on e.email = i.client_email
left join incoming_phones p on p.phone = i.client_phone
where not exists (select from known k where k.line = i.line)
