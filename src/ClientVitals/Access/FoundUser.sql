-- Whose account is this, by id or e-mail?
select
  u.id,
  u.email,
  u.name,
  u.app_role,
  u.staff_id,
  u.has_password,
  u.disabled_at is not null as is_disabled
from public.users u
where u.id = @id::uuid
   or u.email = @email::text
