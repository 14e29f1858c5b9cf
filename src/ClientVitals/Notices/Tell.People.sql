-- Accounts of these roles, ids or members of the staff that can sign in, with what they want to hear of.
select
  u.id as user_id,
  coalesce(p.no_bell, '{}') as no_bell,
  coalesce(p.no_mail, '{}') as no_mail,
  p.quiet_from,
  p.quiet_until,
  p.digest_at
from public.users u
left join public.notice_preferences p on p.user_id = u.id
where u.disabled_at is null
  and u.has_password
  and (u.app_role = any (@roles::text[]) or u.id = any (@users::uuid[]) or u.staff_id = any (@staff::uuid[]))
order by u.id
