-- Accounts of people who see this finding (null = any), by name: to whom it can be assigned.
select
  u.id,
  u.name,
  u.email,
  case when u.app_role = 'coach' then u.staff_id end as staff_id
from public.users u
where u.disabled_at is null
  and u.app_role in ('owner', 'admin', 'coach')
  and (
    @insight::uuid is null
    or u.app_role <> 'coach'
    or u.staff_id = (select i.staff_id from public.proactive_insights i where i.id = @insight::uuid))
order by lower(u.name), u.id
limit @most::int
