-- Whose address is this?
select
  c.id,
  (select e.email from public.client_emails e where e.client_id = c.id and e.is_primary) as email,
  c.firstname,
  c.lastname,
  s.name as coach,
  c.status,
  c.source,
  c.merged_into,
  array(select e.email from public.client_emails e where e.client_id = c.id order by e.is_primary desc, e.email) as emails,
  array(select p.phone from public.client_phones p where p.client_id = c.id order by p.is_primary desc, p.phone) as phones
from public.clients c
left join public.staff s on s.id = c.coach_id
-- The address is found before the client is: behind row security an index is only asked for what is one value.
where c.id = (
  select coalesce(
    @id::uuid,
    (select e.client_id from public.client_emails e where e.email = @email::text),
    (select p.client_id from public.client_phones p where p.phone = @phone::text)))
