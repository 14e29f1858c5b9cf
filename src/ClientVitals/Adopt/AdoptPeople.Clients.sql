-- Make a client of each row of the hub, with its address and its coach, and tie the row to it.
with
hub as materialized (
  select
    h.id,
    pg_catalog.gen_random_uuid() as client_id,
    t.email,
    t.is_address,
    nullif(pg_catalog.btrim(h.firstname), '') as firstname,
    nullif(pg_catalog.btrim(h.lastname), '') as lastname,
    nullif(pg_catalog.btrim(h.client_segment), '') as segment,
    s.id as coach_id,
    s.name as coach,
    coalesce(h.created_at, @now::timestamptz) as made_at
  from public.client_health_scores h
  join unnest(@ids::bigint[], @emails::text[], @addressed::boolean[]) as t (id, email, is_address) on t.id = h.id
  left join public.staff s on lower(s.name) = lower(pg_catalog.btrim(h.assigned_coach))
  where h.client_id is null
),
made as (
  insert into public.clients (id, firstname, lastname, coach_id, segment, source, created_at, updated_at)
  select
    h.client_id,
    h.firstname,
    h.lastname,
    h.coach_id,
    h.segment,
    'adopted',
    h.made_at,
    @now::timestamptz
  from hub h
),
addressed as (
  insert into public.client_emails (email, client_id, is_primary, created_at)
  select
    h.email,
    h.client_id,
    true,
    @now::timestamptz
  from hub h
  where h.is_address
)
update public.client_health_scores u
set
  client_id = h.client_id,
  email = h.email,
  assigned_coach = coalesce(h.coach, u.assigned_coach)
from hub h
where u.id = h.id
