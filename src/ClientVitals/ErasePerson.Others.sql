-- E-mails of other people in the same mailboxes (ann+gym@ beside ann@): these stay.
select distinct lower(o.email) as email
from (
  select e.email
  from public.client_emails e
  where e.client_id <> all (@clients::uuid[])
  union all
  select s.email
  from public.staff s
  union all
  select u.email
  from public.users u
) o
where o.email ~* @pattern::text
  and lower(o.email) <> all (@addresses::text[])
order by 1
