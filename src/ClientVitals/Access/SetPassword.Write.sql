-- Set the password; every session and every other link of the account is over with it.
with changed as (
  update public.users u
  set password_hash = @hash::text,
      security_stamp = gen_random_uuid()
  where u.id = @id::uuid
  returning u.id
),
ended as (
  update public.user_sessions s
  set ended_at = @now::timestamptz
  from changed c
  where s.user_id = c.id
    and s.ended_at is null
)
update public.user_links l
set superseded_at = @now::timestamptz
from changed c
where l.user_id = c.id
  and l.used_at is null
  and l.superseded_at is null
