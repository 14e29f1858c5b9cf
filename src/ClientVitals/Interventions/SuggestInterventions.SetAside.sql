-- How many of the items that are due are not on Today, by why.
select
  (count(*) filter (where i.set_aside is null))::int as on_today,
  (count(*) filter (where i.set_aside = 'LIMIT'))::int as over_limit,
  (count(*) filter (where i.set_aside = 'SAME_CLIENT'))::int as same_client
from public.intervention_log i
where i.completed_at is null
  and i.due_on <= @today::date
  and (i.client_ends_on is null or i.client_ends_on > @today::date)
