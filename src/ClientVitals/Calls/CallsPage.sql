-- Calls on record, the latest first, one page after this place in the list: along the index of the moments, or of one client's.
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
from public.call_records r
where (@client::uuid is null or r.client_id = @client::uuid)
  and (@from::timestamptz is null or r.started_at >= @from::timestamptz)
  and (@until::timestamptz is null or r.started_at < @until::timestamptz)
  and (@unmatched::boolean is null or r.client_id is null)
  and (@after_start::timestamptz is null or (r.started_at, r.id) < (@after_start::timestamptz, @after_id::bigint))
order by r.started_at desc, r.id desc
limit @most::int
