-- Which coaches does this file name that are not on the staff yet?
insert into public.staff (name)
select distinct on (lower(c.coach)) c.coach
from (
  select e.coach from incoming_emails e
  union
  select p.coach from incoming_phones p
) c
where c.coach is not null
order by lower(c.coach), c.coach
on conflict do nothing
