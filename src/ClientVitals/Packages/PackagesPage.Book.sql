-- Packages of one's own clients, the latest first, one page after this place in the list: the latest of each client, then the latest of those.
with latest as (
  select l.id
  from public.clients c
  cross join lateral (
    select r.id, r.bought_on
    from public.packages r
    where r.client_id = c.id
      and (@from::date is null or r.bought_on >= @from::date)
      and (@until::date is null or r.bought_on < @until::date)
      and (@status::text is null or r.status = @status::text)
      and (@after_day::date is null or (r.bought_on, r.id) < (@after_day::date, @after_id::bigint))
    order by r.bought_on desc, r.id desc
    limit @most::int
  ) l
  order by l.bought_on desc, l.id desc
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
from latest l
join public.packages s on s.id = l.id
order by s.bought_on desc, s.id desc
