-- What is this link for, if it still opens something? (The purpose as the program's own name has it.)
select
  replace(l.purpose, '_', '') as purpose,
  u.email,
  u.name,
  l.expires_at
from public.user_links l
left join public.users u on u.id = l.user_id
where l.token_hash = @token_hash::bytea
  and l.used_at is null
  and l.superseded_at is null
  and l.expires_at > @now::timestamptz
  and u.disabled_at is null
  -- The first owner's opens nothing once somebody is there.
  and (l.user_id is not null or not exists (select from public.users))
