-- Accounts of people who may see how this client is judged (null = any client), by name: to whom an item can be handed over.
select
  u.id,
  u.name,
  u.email,
  s.name as book
from public.users u
left join public.staff s on s.id = u.staff_id and u.app_role = 'coach'
where u.disabled_at is null
  and u.app_role in ('owner', 'admin', 'coach')
  and (
    @client::uuid is null
    or u.app_role <> 'coach'
    or u.staff_id = (select c.coach_id from public.clients c where c.id = @client::uuid))
order by lower(u.name), u.id
limit @most::int
