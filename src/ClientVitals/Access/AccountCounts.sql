-- How many accounts are there, and can an owner sign in?
select
  (count(*))::int as accounts,
  (count(*) filter (where u.app_role = 'owner' and u.disabled_at is null and u.has_password))::int as owners,
  (count(*) filter (where u.disabled_at is null and not u.has_password))::int as waiting
from public.users u
