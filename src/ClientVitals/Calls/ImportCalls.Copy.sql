-- The lines as they stream in.
copy incoming_calls (
  line, client_email, client_phone, provider, provider_call_id, row_key, started_at, logged_at,
  direction, channel, status, outcome, duration_seconds, staff, notes, firstname, lastname, coach
) from stdin (format binary)
