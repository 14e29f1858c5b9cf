-- Set right the calls that this file tells otherwise, and keep what they said before; where the address changed, so may the client.
with locked as (
  select r.*
  from public.call_records r
  where r.id in (select k.id from known k where k.changed)
  order by r.id
  for update
),
kept as (
  insert into public.delivery_changes (delivery_id, kind, call_id, before, made_at)
  select
    @delivery::bigint,
    'CORRECTED',
    l.id,
    to_jsonb(l),
    @now::timestamptz
  from locked l
),
told as (
  select
    k.id,
    k.likeness,
    k.is_older,
    i.*,
    case when i.client_email is not null then e.client_id else p.client_id end as found_id,
    case
      when (i.status = 'UNKNOWN' or l.status = 'UNKNOWN')
        and i.provider_call_id is not null
        and (not @moves::boolean or (i.source_order is not null and l.source_order is not null))
        and i.started_at between l.started_at - interval '12 hours' and l.started_at + interval '12 hours'
      then least(i.started_at, l.started_at)
    end as began_at
  from known k
  join locked l on l.id = k.id
  join incoming i on i.line = k.line
  left join incoming_emails e on e.email = i.client_email
  left join incoming_phones p on p.phone = i.client_phone
  where k.changed
)
update public.call_records r
set client_id = case
      -- An e-mail decides whose it is; a line that gives none takes the call from nobody.
      when t.likeness = 4 and not t.is_older and (t.client_email is not null or r.client_email is null) then t.found_id
      else coalesce(r.client_id, t.found_id)
    end,
    client_email = case when t.is_older then coalesce(r.client_email, t.client_email) else coalesce(t.client_email, r.client_email) end,
    client_phone = case when t.is_older then coalesce(r.client_phone, t.client_phone) else coalesce(t.client_phone, r.client_phone) end,
    started_at = case when t.is_older then least(r.started_at, t.began_at) else coalesce(t.began_at, t.started_at) end,
    logged_at = case when t.is_older then coalesce(r.logged_at, t.logged_at) else coalesce(t.logged_at, r.logged_at) end,
    direction = case when t.is_older then coalesce(nullif(r.direction, 'UNKNOWN'), t.direction, 'UNKNOWN') else coalesce(t.direction, r.direction) end,
    channel = case when t.is_older then r.channel else coalesce(t.channel, r.channel) end,
    status = case
      when t.is_older or (t.status = 'UNKNOWN' and r.status <> 'SCHEDULED') then r.status
      -- A leg in which they talked, whose line says no more than how long.
      when t.status is null and t.provider_call_id is not null and t.duration_seconds > 0 and r.duration_seconds = 0 and r.status in ('NO_ANSWER', 'VOICEMAIL', 'DECLINED', 'CANCELLED') then 'COMPLETED'
      else coalesce(t.status, r.status)
    end,
    outcome = case when t.is_older then coalesce(r.outcome, nullif(t.outcome, 'NO_ANSWER')) else coalesce(t.outcome, r.outcome) end,
    duration_seconds = case when t.is_older then coalesce(r.duration_seconds, nullif(t.duration_seconds, 0)) else coalesce(t.duration_seconds, r.duration_seconds) end,
    staff = case when t.is_older then coalesce(r.staff, t.staff) else coalesce(t.staff, r.staff) end,
    notes = case when t.is_older then coalesce(r.notes, t.notes) else coalesce(t.notes, r.notes) end,
    source_order = case when t.is_older then r.source_order else coalesce(t.source_order, r.source_order) end
from told t
where r.id = t.id
