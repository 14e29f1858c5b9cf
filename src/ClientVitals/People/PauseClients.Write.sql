-- Enter the same pause for each of these clients, unless there is an equal one. How many were entered?
with entered as (
  insert into public.client_pauses (client_id, starts_on, ends_on, reason, entered_at, entered_by)
  select c.id, @starts_on::date, @ends_on::date, @reason::text, @now::timestamptz, @by::text
  from public.clients c
  where c.id = any (@clients::uuid[])
    and c.merged_into is null
  order by c.id
  on conflict (client_id, starts_on, ends_on) where superseded_at is null do nothing
  returning id
)
select (count(*))::int
from entered
