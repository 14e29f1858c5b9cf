-- The e-mails of everybody who works here.
select lower(s.email) as email
from public.staff s
where s.email is not null
union
select lower(u.email)
from public.users u
