-- Active clients without a coach whose latest calls were mostly made or taken by this member of staff.
select g.client_id
from public.guessed_coaches(@clients::int) g
where lower(g.coach) = lower(@name::text)
order by g.client_id
