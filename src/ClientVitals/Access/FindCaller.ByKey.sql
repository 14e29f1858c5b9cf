-- Whose key is this, if it counts? That it is used is written down once a minute.
with found as (
  select k.id as key_id, k.user_id, k.name, u.app_role, u.staff_id, m.name as staff_name, k.scopes, k.last_used_at, k.expires_at
  from public.api_keys k
  left join public.users u on u.id = k.user_id
  left join public.staff m on m.id = u.staff_id
  where k.key_hash = @key_hash::bytea
    and k.revoked_at is null
    and (k.expires_at is null or k.expires_at > @now::timestamptz)
    and (k.user_id is null or u.disabled_at is null)
),
noted as (
  update public.api_keys k
  set last_used_at = @now::timestamptz
  from found f
  where k.id = f.key_id
    and (f.last_used_at is null or f.last_used_at <= @noted_before::timestamptz)
)
select
  f.key_id,
  f.user_id,
  f.name,
  f.app_role,
  f.staff_id,
  f.staff_name,
  f.scopes,
  f.expires_at as ends_at
from found f
