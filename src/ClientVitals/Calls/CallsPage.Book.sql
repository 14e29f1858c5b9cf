-- Calls of one's own clients, the latest first, one page after this place in the list: the latest of each client, then the latest of those.
-- Read along the index of all moments, a coach whose clients rarely call would walk through everybody else's calls.
with latest as (
  select l.id
  from public.clients c
  cross join lateral (
    select r.id, r.started_at
    from public.call_records r
    where r.client_id = c.id
      and (@from::timestamptz is null or r.started_at >= @from::timestamptz)
      and (@until::timestamptz is null or r.started_at < @until::timestamptz)
      and (@after_start::timestamptz is null or (r.started_at, r.id) < (@after_start::timestamptz, @after_id::bigint))
    order by r.started_at desc, r.id desc
    limit @most::int
  ) l
  order by l.started_at desc, l.id desc
  limit @most::int
)
select
  r.id,
  r.client_id,
  r.client_email,
  r.client_phone,
  r.started_at,
  r.logged_at,
  r.direction,
  r.channel,
  r.status,
  r.outcome,
  r.duration_seconds,
  r.staff,
  r.provider,
  r.provider_call_id,
  r.notes
from latest l
join public.call_records r on r.id = l.id
order by r.started_at desc, r.id desc
