-- Packages on record, the latest first, one page after this place in the list.
select
  s.id,
  s.client_id,
  s.client_email,
  s.client_phone,
  s.client_key,
  s.source,
  s.external_id,
  s.bought_on,
  s.starts_on,
  s.expires_on,
  s.kind,
  s.sessions_bought,
  s.source_remaining,
  s.price,
  s.currency,
  s.renewed_from,
  s.frozen_on,
  s.frozen_until,
  s.status,
  s.modified_at,
  s.known_from
from public.packages s
where (@client::uuid is null or s.client_id = @client::uuid)
  and (@from::date is null or s.bought_on >= @from::date)
  and (@until::date is null or s.bought_on < @until::date)
  and (@status::text is null or s.status = @status::text)
  and (@unmatched::boolean is null or s.client_id is null)
  and (@after_day::date is null or (s.bought_on, s.id) < (@after_day::date, @after_id::bigint))
order by s.bought_on desc, s.id desc
limit @most::int
