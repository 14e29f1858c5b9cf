-- What is left of each package of these clients as it was known at a moment, the latest bought first; or of those alone of which the source said another figure. Null clients = of all, null most = no bound.
select
  p.id,
  p.client_id,
  p.kind,
  p.bought_on,
  p.starts_on,
  p.expires_on,
  p.status,
  p.sessions_bought,
  p.sessions_used,
  p.sessions_left,
  p.source_remaining,
  p.left_when_told,
  p.differs,
  p.price,
  p.currency
from public.packages_as_of(@as_of::timestamptz, @zone::text, @clients::uuid[]) p
where not @differing::boolean or p.differs
order by p.bought_on desc, p.id desc
limit @most::int
