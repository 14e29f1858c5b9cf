-- Which calls of this file are there already, and which of them does it tell otherwise? A call is (source, provider id, client): what the same id
-- names for another client is another call, unless the client itself is what is corrected. An empty field takes nothing back; older news only
-- fills what is empty.
select
  m.line,
  m.id,
  m.changed,
  m.likeness,
  case when m.likeness > 1 then m.client_id end as client_id,
  m.is_older
from (
  select
    i.line,
    r.id,
    r.client_id,
    o.is_older,
    case when o.is_older then (
      coalesce(r.client_email, i.client_email), coalesce(r.client_phone, i.client_phone), least(r.started_at, o.began_at),
      coalesce(r.logged_at, i.logged_at), coalesce(nullif(r.direction, 'UNKNOWN'), i.direction, 'UNKNOWN'),
      coalesce(r.outcome, nullif(i.outcome, 'NO_ANSWER')), coalesce(r.duration_seconds, nullif(i.duration_seconds, 0)),
      coalesce(r.staff, i.staff), coalesce(r.notes, i.notes)
    ) is distinct from (
      r.client_email, r.client_phone, r.started_at, r.logged_at, r.direction, r.outcome, r.duration_seconds, r.staff, r.notes
    )
    else (
      coalesce(i.client_email, r.client_email), coalesce(i.client_phone, r.client_phone), coalesce(o.began_at, i.started_at),
      coalesce(i.logged_at, r.logged_at), coalesce(i.direction, r.direction), coalesce(i.channel, r.channel),
      case
        when i.status = 'UNKNOWN' and r.status <> 'SCHEDULED' then r.status
        when i.status is null and i.duration_seconds > 0 and r.duration_seconds = 0 and r.status in ('NO_ANSWER', 'VOICEMAIL', 'DECLINED', 'CANCELLED') then 'COMPLETED'
        else coalesce(i.status, r.status)
      end,
      coalesce(i.outcome, r.outcome), coalesce(i.duration_seconds, r.duration_seconds),
      coalesce(i.staff, r.staff), coalesce(i.notes, r.notes), coalesce(i.source_order, r.source_order)
    ) is distinct from (
      r.client_email, r.client_phone, r.started_at, r.logged_at, r.direction, r.channel, r.status, r.outcome,
      r.duration_seconds, r.staff, r.notes, r.source_order
    ) end as changed,
    case
      when r.client_id = w.client_id then 1
      when i.client_email = r.client_email then 2
      when (r.client_id is null or w.client_id is null) and (i.client_email is null or r.client_email is null) and i.client_phone = r.client_phone then 3
      when @moves::boolean then 4
    end as likeness
  from incoming i
  join public.call_records r
    on r.provider = i.provider
    and r.provider_call_id = i.provider_call_id
    and r.source is not distinct from nullif(@source::text, i.provider)
  left join incoming_emails e on e.email = i.client_email
  left join incoming_phones p on p.phone = i.client_phone
  cross join lateral (select case when i.client_email is not null then e.client_id else p.client_id end as client_id) w
  cross join lateral (
    select
      coalesce(
        case
          -- The sender says which of its tellings is the later one.
          when i.source_order <> r.source_order then i.source_order < r.source_order
          -- Ringing or in progress: not after the end of the call.
          when i.status = 'UNKNOWN' then not @moves::boolean and r.status not in ('UNKNOWN', 'SCHEDULED')
          -- What has ended, and what a message has called off, is not planned any more.
          when i.status = 'SCHEDULED'
          then i.started_at = r.started_at
            and (r.status in ('COMPLETED', 'NO_ANSWER', 'VOICEMAIL', 'DECLINED') or (r.status = 'CANCELLED' and not @moves::boolean))
          -- A leg of the call that nobody took, beside the one in which they talked.
          when r.status = 'COMPLETED' and i.status in ('NO_ANSWER', 'VOICEMAIL', 'DECLINED', 'CANCELLED')
            and i.started_at between r.started_at - interval '12 hours' and r.started_at + interval '12 hours'
          then (i.duration_seconds = 0 and r.duration_seconds > 0)
            or (i.started_at <> r.started_at and i.status <> 'CANCELLED' and coalesce(i.duration_seconds, 0) = 0)
        end,
        false) as is_older,
      -- Of a call under way the first telling knows when it began.
      case
        when (i.status = 'UNKNOWN' or r.status = 'UNKNOWN')
          and (not @moves::boolean or (i.source_order is not null and r.source_order is not null))
          and i.started_at between r.started_at - interval '12 hours' and r.started_at + interval '12 hours'
        then least(i.started_at, r.started_at)
      end as began_at
  ) o
  where i.provider_call_id is not null
) m
-- A file tells all of a call, so that each of the same id has a likeness there.
where @moves::boolean
  or m.likeness is not null
union all
-- Word for word as it was told, and nothing was told of it since.
select i.line, r.id, false, 1, null, false
from incoming i
join public.call_records r on r.row_key = i.row_key and r.updated_at = r.created_at
where i.row_key is not null
