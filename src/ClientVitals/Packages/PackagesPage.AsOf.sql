-- Packages as they were known at a past moment, the latest first, one page after this place in the list. Whose they are is as we know it now.
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
from (
  select
    n.id,
    n.client_id,
    n.client_email,
    n.client_phone,
    n.client_key,
    n.source,
    n.external_id,
    n.bought_on,
    n.starts_on,
    n.expires_on,
    n.kind,
    n.sessions_bought,
    n.source_remaining,
    n.price,
    n.currency,
    n.renewed_from,
    n.frozen_on,
    n.frozen_until,
    n.status,
    n.modified_at,
    n.known_from
  from public.packages n
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
    v.bought_on,
    v.starts_on,
    v.expires_on,
    v.kind,
    v.sessions_bought,
    v.source_remaining,
    v.price,
    v.currency,
    v.renewed_from,
    v.frozen_on,
    v.frozen_until,
    v.status,
    v.modified_at,
    v.known_from
  from public.package_versions v
  where v.known_from <= @as_of::timestamptz
    and v.known_until > @as_of::timestamptz
) s
where (@client::uuid is null or s.client_id = @client::uuid)
  and (@from::date is null or s.bought_on >= @from::date)
  and (@until::date is null or s.bought_on < @until::date)
  and (@status::text is null or s.status = @status::text)
  and (@unmatched::boolean is null or s.client_id is null)
  and (@after_day::date is null or (s.bought_on, s.id) < (@after_day::date, @after_id::bigint))
order by s.bought_on desc, s.id desc
limit @most::int
