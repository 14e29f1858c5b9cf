-- Whose session is this, if it is not over? That it is used is written down once a minute.
with found as (
  select u.id as user_id, s.id as session_id, u.name, u.app_role, u.staff_id, m.name as staff_name, s.last_seen_at, s.expires_at
  from public.user_sessions s
  join public.users u on u.id = s.user_id and u.security_stamp = s.security_stamp
  left join public.staff m on m.id = u.staff_id
  where s.token_hash = @token_hash::bytea
    and s.ended_at is null
    and s.expires_at > @now::timestamptz
    and s.last_seen_at > @idle_since::timestamptz
    and u.disabled_at is null
),
noted as (
  update public.user_sessions s
  set last_seen_at = @now::timestamptz
  from found f
  where s.id = f.session_id
    and f.last_seen_at <= @noted_before::timestamptz
)
select
  f.user_id,
  f.session_id,
  f.name,
  f.app_role,
  f.staff_id,
  f.staff_name,
  least(f.expires_at, f.last_seen_at + (@now::timestamptz - @idle_since::timestamptz)) as ends_at
from found f
