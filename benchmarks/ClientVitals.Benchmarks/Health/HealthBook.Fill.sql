-- A book as years of sessions leave it: :clients clients who train every two to six days, two in five of whom have stopped since, with packages of as
-- many sessions as a third of theirs, half of them named by their sessions, and payments. @times is how many times as long their past is.
insert into public.staff (name) select 'Coach ' || n from generate_series(1, 100) n;
insert into public.clients (firstname, lastname, coach_id, created_at)
select 'First' || n, 'Last' || n, s.id, @now::timestamptz - interval '9 years'
from generate_series(1, @clients) n
join public.staff s on s.name = 'Coach ' || (n % 100 + 1);
insert into public.client_emails (email, client_id, is_primary)
select lower(c.firstname) || '@example.com', c.id, true from public.clients c;
insert into public.client_health_scores (email, client_id, firstname, lastname, assigned_coach)
select e.email, c.id, c.firstname, c.lastname, s.name
from public.clients c
join public.client_emails e on e.client_id = c.id
join public.staff s on s.id = c.coach_id
on conflict do nothing;
create temporary table rhythms as
select
  c.id as client_id,
  e.email,
  substr(c.firstname, 6)::int as n,
  2 + substr(c.firstname, 6)::int % 5 as every,
  case when substr(c.firstname, 6)::int % 5 < 2 then substr(c.firstname, 6)::int % 211 else 0 end as stopped
from public.clients c
join public.client_emails e on e.client_id = c.id;
insert into public.deliveries (source, name, entity, state, started_at, finished_at, read, added)
values ('csv', 'sessions.csv', 'sessions', 'succeeded', @now::timestamptz - interval '1 hour', @now::timestamptz - interval '1 hour', 1, 1);
insert into public.sessions (client_id, client_email, source, external_id, record_key, starts_at, minutes, status, staff, package_key, known_from, delivery_id)
select
  r.client_id,
  r.email,
  'csv',
  r.n || '-' || d,
  r.n || '-' || d,
  date_trunc('hour', @now::timestamptz) - (r.stopped + d * r.every) * interval '1 day' + (r.n + d) % 9 * interval '1 hour',
  60,
  case (r.n + 7 * d) % 20 when 0 then 'NO_SHOW' when 1 then 'CANCELLED' when 2 then 'LATE_CANCELLED' else 'ATTENDED' end,
  'Coach ' || (r.n % 100 + 1),
  case when r.n % 2 = 0 then r.n || '-' || (d - 1) / (@sessions::int / 3) end,
  @now::timestamptz - interval '1 hour',
  1
from generate_series(1, @sessions::int * @times::int) d
cross join rhythms r;
insert into public.packages (client_id, client_email, source, external_id, record_key, kind, bought_on, starts_on, expires_on, status, sessions_bought, price, currency, known_from, delivery_id)
select
  r.client_id,
  r.email,
  'csv',
  r.n || '-' || k,
  r.n || '-' || k,
  (@sessions::int / 3) || ' sessions',
  (@now::timestamptz - (r.stopped + (k + 1) * (@sessions::int / 3) * r.every) * interval '1 day')::date,
  (@now::timestamptz - (r.stopped + (k + 1) * (@sessions::int / 3) * r.every) * interval '1 day')::date,
  case when k > 0 then (@now::timestamptz - (r.stopped + k * (@sessions::int / 3) * r.every + 1) * interval '1 day')::date end,
  case when k > 0 then 'USED_UP' else 'ACTIVE' end,
  @sessions::int / 3 + 4,
  1500 + 100 * (r.n % 20),
  'AED',
  @now::timestamptz - interval '1 hour',
  1
from generate_series(0, 3 * @times::int - 1) k
cross join rhythms r;
insert into public.call_records (client_id, client_email, started_at, direction, status, channel)
select
  r.client_id,
  r.email,
  @now::timestamptz - (r.stopped + d * r.every * 3) * interval '1 day',
  'INBOUND',
  'COMPLETED',
  'PHONE'
from generate_series(1, 20 * @times::int) d
cross join rhythms r;
-- Ten payments each, of which one in fifty failed, and every other of those was paid two days later.
insert into public.payments (client_id, client_email, source, external_id, record_key, paid_at, amount, currency, status, invoice_key, reason, known_from, delivery_id)
select
  r.client_id,
  r.email,
  'csv',
  r.n || '-' || d,
  r.n || '-' || d,
  @now::timestamptz - (d * 30 - (r.n + d) % 30) * interval '1 day',
  1500 + 100 * (r.n % 20),
  'AED',
  case when (r.n + d) % 50 = 0 then 'FAILED' else 'PAID' end,
  r.n || '-' || case when (r.n + d) % 100 = 50 then d - 1 else d end,
  case when (r.n + d) % 50 = 0 then 'insufficient_funds' end,
  @now::timestamptz - interval '1 hour',
  1
from generate_series(1, 10 * @times::int) d
cross join rhythms r
