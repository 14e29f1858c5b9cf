-- Which calls of this file are there already, and which of them does it tell otherwise? An empty field takes nothing back.
create temporary table known_calls on commit drop as
select
  i.line,
  r.id,
  (
    coalesce(i.client_email, r.client_email), coalesce(i.client_phone, r.client_phone), i.started_at,
    coalesce(i.logged_at, r.logged_at), coalesce(i.direction, r.direction), coalesce(i.channel, r.channel),
    coalesce(i.status, r.status), coalesce(i.outcome, r.outcome), coalesce(i.duration_seconds, r.duration_seconds),
    coalesce(i.staff, r.staff), coalesce(i.notes, r.notes)
  ) is distinct from (
    r.client_email, r.client_phone, r.started_at, r.logged_at, r.direction, r.channel, r.status, r.outcome,
    r.duration_seconds, r.staff, r.notes
  ) as changed
from incoming_calls i
join public.call_records r on r.provider = i.provider and r.provider_call_id = i.provider_call_id
where i.provider_call_id is not null
union all
select i.line, r.id, false
from incoming_calls i
join public.call_records r on r.row_key = i.row_key
where i.row_key is not null
