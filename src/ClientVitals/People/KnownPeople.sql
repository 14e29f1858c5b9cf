-- Who clients are to the systems that data comes from, the newest first, one page after this place in the list.
select
  p.id,
  p.client_id,
  p.client_email,
  p.client_phone,
  p.source,
  p.external_id,
  p.called,
  p.kind,
  p.delinquent,
  p.account,
  p.registered_at,
  p.modified_at,
  p.known_from
from public.people p
where (@client::uuid is null or p.client_id = @client::uuid)
  and (@source::text is null or p.source = @source::text)
  and (@unmatched::boolean is null or p.client_id is null)
  and (@after_id::bigint is null or p.id < @after_id::bigint)
order by p.id desc
limit @most::int
