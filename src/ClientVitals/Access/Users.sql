-- Who may sign in?
select
  u.id,
  u.email,
  u.name,
  u.app_role,
  u.staff_id,
  s.name as staff,
  u.has_password,
  u.disabled_at,
  u.made_at,
  u.last_sign_in_at
from public.users u
left join public.staff s on s.id = u.staff_id
where @after::text is null or u.email > @after::text
order by u.email
limit @limit::int
