-- Sessions of one's own clients, the latest first, one page after this place in the list: the latest of each client, then the latest of those.
with latest as (
  select l.id
  from public.clients c
  cross join lateral (
    select r.id, r.starts_at
    from public.sessions r
    where r.client_id = c.id
      and (@from::timestamptz is null or r.starts_at >= @from::timestamptz)
      and (@until::timestamptz is null or r.starts_at < @until::timestamptz)
      and (@status::text is null or r.status = @status::text)
      and (@after_start::timestamptz is null or (r.starts_at, r.id) < (@after_start::timestamptz, @after_id::bigint))
    order by r.starts_at desc, r.id desc
    limit @most::int
  ) l
  order by l.starts_at desc, l.id desc
  limit @most::int
)
select
  s.id,
  s.client_id,
  s.client_email,
  s.client_phone,
  s.client_key,
  s.source,
  s.external_id,
  s.starts_at,
  s.minutes,
  s.booked_at,
  s.status_at,
  s.status,
  s.cancelled_by,
  s.staff,
  s.kind,
  s.package_key,
  s.charged,
  s.modified_at,
  s.known_from
from latest l
join public.sessions s on s.id = l.id
order by s.starts_at desc, s.id desc
