-- What do the tables that an import fills say, each as the number of its rows and a sum of their hashes? Keys that differ from
-- run to run (ids, deliveries, moments of writing) are left out; a client is who has these addresses.
with known as (
  select
    c.id,
    coalesce(
      (select min(e.email) from public.client_emails e where e.client_id = c.id),
      (select min(p.phone) from public.client_phones p where p.client_id = c.id)) as name
  from public.clients c
),
said as (
  select 'clients' as told, row (k.name, c.firstname, c.lastname, s.name, c.started_on, c.ended_on, c.status, c.source)::text as line
  from public.clients c
  join known k on k.id = c.id
  left join public.staff s on s.id = c.coach_id
  union all
  select 'client_emails', row (e.email, k.name, e.is_primary)::text
  from public.client_emails e
  join known k on k.id = e.client_id
  union all
  select 'client_phones', row (p.phone, k.name, p.is_primary)::text
  from public.client_phones p
  join known k on k.id = p.client_id
  union all
  select 'client_health_scores', row (h.email, k.name, h.firstname, h.lastname, h.assigned_coach)::text
  from public.client_health_scores h
  join known k on k.id = h.client_id
  union all
  select 'staff', row (s.name, s.email, s.role)::text
  from public.staff s
  union all
  select 'call_rollups', row (k.name, r.year, r.days)::text
  from public.call_rollups r
  join known k on k.id = r.client_id
  union all
  select
    'call_records',
    row (
      k.name, r.client_email, r.client_phone, r.provider, r.provider_call_id, r.row_key, r.started_at, r.logged_at, r.direction,
      r.channel, r.status, r.outcome, r.duration_seconds, r.staff, r.notes)::text
  from public.call_records r
  left join known k on k.id = r.client_id
)
select
  s.told,
  count(*) as lines,
  sum(pg_catalog.hashtextextended(s.line, 0)::numeric)::text as hash
from said s
group by s.told
order by s.told
