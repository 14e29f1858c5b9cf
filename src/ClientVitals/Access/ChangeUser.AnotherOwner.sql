-- Is there another owner who can sign in?
select exists (
  select
  from public.users u
  where u.app_role = 'owner'
    and u.disabled_at is null
    and u.has_password
    and u.id <> @id::uuid)
