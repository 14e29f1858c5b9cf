-- Make the clients again who went with a delivery, with the same ids; not those whose address is somebody else's by now.
with given as (
  select
    (g.client ->> 'client_id')::uuid as id,
    g.client -> 'client' as client,
    g.client -> 'emails' as emails,
    g.client -> 'phones' as phones
  from jsonb_array_elements(@clients::jsonb) as g (client)
),
free as materialized (
  select g.*
  from given g
  where not exists (select from public.clients c where c.id = g.id)
    and not exists (select from jsonb_array_elements(g.emails) a join public.client_emails e on e.email = a ->> 'email')
    and not exists (select from jsonb_array_elements(g.phones) a join public.client_phones p on p.phone = a ->> 'phone')
),
made as (
  insert into public.clients (id, firstname, lastname, coach_id, status, source, created_at, updated_at)
  select
    f.id,
    c.firstname,
    c.lastname,
    s.id,
    c.status,
    c.source,
    c.created_at,
    c.updated_at
  from free f
  cross join lateral jsonb_populate_record(null::public.clients, f.client) c
  left join public.staff s on s.id = c.coach_id
  returning id
),
emails as (
  insert into public.client_emails (email, client_id, is_primary, created_at)
  select e.email, e.client_id, e.is_primary, e.created_at
  from free f
  cross join lateral jsonb_populate_recordset(null::public.client_emails, f.emails) e
),
phones as (
  insert into public.client_phones (phone, client_id, is_primary, created_at)
  select p.phone, p.client_id, p.is_primary, p.created_at
  from free f
  cross join lateral jsonb_populate_recordset(null::public.client_phones, f.phones) p
),
hub as (
  insert into public.client_health_scores as h (email, client_id, firstname, lastname, assigned_coach, created_at, updated_at)
  select
    (select a ->> 'email' from jsonb_array_elements(f.emails) a where (a ->> 'is_primary')::boolean limit 1),
    f.id,
    c.firstname,
    c.lastname,
    s.name,
    c.created_at,
    c.updated_at
  from free f
  cross join lateral jsonb_populate_record(null::public.clients, f.client) c
  left join public.staff s on s.id = c.coach_id
  on conflict (email) do update
  set client_id = excluded.client_id
  where h.client_id is null
)
select count(*) from made
