copy public.call_records (
  client_id, client_email, client_phone, provider, provider_call_id, row_key, started_at, logged_at,
  direction, channel, status, outcome, duration_seconds, staff, notes, delivery_id
) from stdin (format binary)
