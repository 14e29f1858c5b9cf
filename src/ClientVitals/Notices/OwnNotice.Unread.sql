-- How much an account has not read, counted to 100.
select count(*)::int
from (
  select
  from public.notice_deliveries d
  where d.user_id = @user::uuid
    and d.way = 'in-app'
    and d.read_at is null
  limit 100
) u
