-- Packages of this client, one page of them: each on the day it was bought.
select l.at, 'package' as kind, l.id, l.status as word, l.kind as text, null::text as who, null::text as channel, null::text as direction, null::text as outcome,
  null::integer as duration_seconds, l.expires_on as until, false as is_by_hand, l.external_id as own_id
from (
  select p.id, p.status, p.kind, p.expires_on, p.external_id, p.bought_on, p.bought_on::timestamp at time zone (select public.business_zone()) as at
  from public.packages p
  where p.client_id = @client::uuid
) l
where l.at <= coalesce(@after_at::timestamptz, 'infinity'::timestamptz)
  and (@show::text is null or @show::text = 'packages')
  and (@after_at::timestamptz is null or l.at < @after_at::timestamptz or ('package', l.id) < (@after_kind::text, @after_id::bigint))
order by l.at desc, l.id desc
limit @most::int
