-- Which keys are there?
select
  k.id,
  k.prefix,
  k.name,
  k.kind,
  k.user_id,
  u.name as user_name,
  k.scopes,
  k.made_at,
  k.expires_at,
  k.revoked_at,
  k.last_used_at
from public.api_keys k
left join public.users u on u.id = k.user_id
where @also_revoked::boolean or k.revoked_at is null
order by k.made_at desc, k.id
limit @most::int
