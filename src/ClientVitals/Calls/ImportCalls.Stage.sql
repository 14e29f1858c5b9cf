-- Where do the lines of this file wait until it is known what each of them is?
create temporary table incoming_calls (
  line             bigint      not null,
  client_email     text,
  client_phone     text,
  provider         text,
  provider_call_id text,
  row_key          uuid,
  started_at       timestamptz not null,
  logged_at        timestamptz,
  direction        text,
  channel          text,
  status           text,
  outcome          text,
  duration_seconds integer,
  staff            text,
  notes            text,
  firstname        text,
  lastname         text,
  coach            text
) on commit drop
