-- Begin a session of this account, and remember when it was last signed in to.
with seen as (
  update public.users
  set last_sign_in_at = @now::timestamptz
  where id = @user_id::uuid
  returning id
)
insert into public.user_sessions (token_hash, user_id, security_stamp, browser, made_at, last_seen_at, expires_at)
select @token_hash::bytea, s.id, @stamp::uuid, @browser::text, @now::timestamptz, @now::timestamptz, @expires_at::timestamptz
from seen s
returning id
