-- Which calls of this file are there already, and which of them does it tell otherwise? A call is (source, provider id, client): what the same id
-- names for another client is another call, unless the client itself is what is corrected. An empty field takes nothing back.
select
  m.line,
  m.id,
  m.changed,
  m.likeness,
  case when m.likeness > 1 then m.client_id end as client_id
from (
  select
    i.line,
    r.id,
    r.client_id,
    (
      coalesce(i.client_email, r.client_email), coalesce(i.client_phone, r.client_phone), i.started_at,
      coalesce(i.logged_at, r.logged_at), coalesce(i.direction, r.direction), coalesce(i.channel, r.channel),
      coalesce(i.status, r.status), coalesce(i.outcome, r.outcome), coalesce(i.duration_seconds, r.duration_seconds),
      coalesce(i.staff, r.staff), coalesce(i.notes, r.notes)
    ) is distinct from (
      r.client_email, r.client_phone, r.started_at, r.logged_at, r.direction, r.channel, r.status, r.outcome,
      r.duration_seconds, r.staff, r.notes
    ) as changed,
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
  where i.provider_call_id is not null
) m
where m.likeness is not null
union all
select i.line, r.id, false, 1, null
from incoming i
join public.call_records r on r.row_key = i.row_key
where i.row_key is not null
