-- Make the clients whom nobody knew, each with addresses and the hub row.
with strangers as (
  select
    e.client_id as id,
    e.email,
    e.firstname,
    e.lastname,
    e.coach
  from incoming_emails e
  where e.is_new_client
  union all
  select
    p.client_id,
    null,
    p.firstname,
    p.lastname,
    p.coach
  from incoming_phones p
  where p.is_new and p.emails = 0 and p.client_id is not null
    and not exists (select from public.clients k where k.id = p.client_id)
),
coached as (
  select
    s.id,
    s.email,
    s.firstname,
    s.lastname,
    f.id as coach_id,
    f.name as coach
  from strangers s
  left join public.staff f on lower(f.name) = lower(s.coach)
),
made as (
  insert into public.clients (id, firstname, lastname, coach_id, source, created_at, updated_at)
  select c.id, c.firstname, c.lastname, c.coach_id, @source::text, @now::timestamptz, @now::timestamptz
  from coached c
  returning id
),
hub as (
  insert into public.client_health_scores as h (email, client_id, firstname, lastname, assigned_coach, created_at, updated_at)
  select c.email, c.id, c.firstname, c.lastname, c.coach, @now::timestamptz, @now::timestamptz
  from coached c
  -- A row written by hand under this address becomes the client's own.
  on conflict (email) do update
  set client_id = excluded.client_id
  where h.client_id is null
)
select count(*) from made
