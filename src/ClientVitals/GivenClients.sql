-- Clients without a coach who were given to coaches as these were invited, and whom nobody was given since; the latest invitation first.
select
  min(o.id) as change,
  u.name as coach,
  (count(*))::int as clients,
  u.made_at as given_at
from public.users u
join public.client_owner_changes o
  on o.to_coach = u.staff_id
 and o.changed_at = u.made_at
 and o.from_coach is null
join public.clients c
  on c.id = o.client_id
 and c.coach_id = o.to_coach
 and c.merged_into is null
where u.made_at > @since::timestamptz
  and not exists (select from public.client_owner_changes l where l.client_id = o.client_id and l.id > o.id)
group by u.id, u.name, u.made_at
order by u.made_at desc, u.id
limit @most::int
