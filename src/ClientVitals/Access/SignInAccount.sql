-- Whose address is this to sign in with, and what is kept of the password?
select
  u.id,
  u.name,
  u.app_role,
  u.staff_id,
  s.name as staff_name,
  u.password_hash,
  u.security_stamp,
  u.disabled_at is not null as is_disabled
from public.users u
left join public.staff s on s.id = u.staff_id
where u.email = @email::text
