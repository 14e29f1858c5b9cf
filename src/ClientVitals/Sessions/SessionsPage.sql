-- Sessions on record, the latest first, one page after this place in the list: along the index of the starts, or of one client's.
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
from public.sessions s
where (@client::uuid is null or s.client_id = @client::uuid)
  and (@from::timestamptz is null or s.starts_at >= @from::timestamptz)
  and (@until::timestamptz is null or s.starts_at < @until::timestamptz)
  and (@status::text is null or s.status = @status::text)
  and (@unmatched::boolean is null or s.client_id is null)
  and (@after_start::timestamptz is null or (s.starts_at, s.id) < (@after_start::timestamptz, @after_id::bigint))
order by s.starts_at desc, s.id desc
limit @most::int
