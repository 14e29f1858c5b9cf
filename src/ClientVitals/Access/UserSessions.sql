-- Where is this account signed in?
select
  s.id,
  s.user_id,
  s.browser,
  s.made_at,
  s.last_seen_at,
  s.expires_at
from public.user_sessions s
where (@user::uuid is null or s.user_id = @user::uuid)
  and s.ended_at is null
  and s.expires_at > @now::timestamptz
  and s.last_seen_at > @idle_since::timestamptz
order by s.last_seen_at desc, s.id
limit @most::int
