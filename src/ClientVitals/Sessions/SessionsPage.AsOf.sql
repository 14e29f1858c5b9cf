-- Sessions as they were known at a past moment, the latest first, one page after this place in the list. Whose they are is as we know it now.
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
from (
  select
    n.id,
    n.client_id,
    n.client_email,
    n.client_phone,
    n.client_key,
    n.source,
    n.external_id,
    n.starts_at,
    n.minutes,
    n.booked_at,
    n.status_at,
    n.status,
    n.cancelled_by,
    n.staff,
    n.kind,
    n.package_key,
    n.charged,
    n.modified_at,
    n.known_from
  from public.sessions n
  where n.known_from <= @as_of::timestamptz
  union all
  select
    v.id,
    v.client_id,
    v.client_email,
    v.client_phone,
    v.client_key,
    v.source,
    v.external_id,
    v.starts_at,
    v.minutes,
    v.booked_at,
    v.status_at,
    v.status,
    v.cancelled_by,
    v.staff,
    v.kind,
    v.package_key,
    v.charged,
    v.modified_at,
    v.known_from
  from public.session_versions v
  where v.known_from <= @as_of::timestamptz
    and v.known_until > @as_of::timestamptz
) s
where (@client::uuid is null or s.client_id = @client::uuid)
  and (@from::timestamptz is null or s.starts_at >= @from::timestamptz)
  and (@until::timestamptz is null or s.starts_at < @until::timestamptz)
  and (@status::text is null or s.status = @status::text)
  and (@unmatched::boolean is null or s.client_id is null)
  and (@after_start::timestamptz is null or (s.starts_at, s.id) < (@after_start::timestamptz, @after_id::bigint))
order by s.starts_at desc, s.id desc
limit @most::int
