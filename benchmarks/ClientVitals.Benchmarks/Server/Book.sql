-- A hundred coaches and :clients clients as an analysis leaves them: 4 % in a break, 4 % below, with evidence, history row and episode; who
-- is in a break has half a year of calls, notes and pauses. 500 addresses of unmatched calls, 60 duplicate clients.
insert into staff (name) select 'Coach ' || n from generate_series(1, 100) n;
insert into clients (firstname, lastname, coach_id, started_on)
select 'First' || n, 'Last' || n, s.id, date '2025-01-01'
from generate_series(1, @clients) n
join staff s on s.name = 'Coach ' || (n % 100 + 1);
insert into client_emails (email, client_id, is_primary)
select lower(c.firstname) || '.' || lower(c.lastname) || '@example.com', c.id, true from clients c;
insert into client_phones (phone, client_id, is_primary)
select '+9715' || lpad(substr(c.firstname, 6), 8, '0'), c.id, true from clients c;
insert into client_health_scores (
  email, client_id, firstname, lastname, assigned_coach, pattern_status, calls_this_week, avg_calls_per_week, last_pattern_check,
  pattern_since, pattern_evidence, pattern_reason, pattern_enough_history)
select
  e.email, c.id, c.firstname, c.lastname, s.name,
  case when p.place < 4 then 'PATTERN_BREAK' when p.place < 8 then 'BELOW_PATTERN' when p.place < 11 then 'ABOVE_PATTERN' else 'NORMAL' end,
  2, 2.5, @now,
  case when p.place < 11 then date '2025-11-20' end,
  case when p.place < 11 then round((3 + random() * 20)::numeric, 4) end,
  case when p.place < 11 then 'Usually 2.5 calls a week; no calls since 19 Nov; 6.4 expected.' end,
  true
from clients c
join client_emails e on e.client_id = c.id
join staff s on s.id = c.coach_id
cross join lateral (select (substr(c.firstname, 6)::int / 100 * 37 + substr(c.firstname, 6)::int) % 100 as place) p;
insert into call_pattern_analysis (
  client_email, client_id, analysis_date, run_id, rule, as_of, calls_this_week, avg_calls_per_week, pattern_status, deviation_pct,
  enough_history, expected_so_far, drift_since, expected_since, evidence, last_active_on, reason)
select
  h.email, h.client_id, date '2025-12-08', 1, 'calibrated', @now, 2, 2.5, h.pattern_status, -20,
  true, 1.2, h.pattern_since, 6.4, h.pattern_evidence, date '2025-11-19', h.pattern_reason
from client_health_scores h;
insert into call_pattern_episodes (client_id, opened_on, break_on, worst_status, drift_since, expected_since, evidence, reason)
select
  h.client_id, date '2025-12-01', case h.pattern_status when 'PATTERN_BREAK' then date '2025-12-05' end, h.pattern_status, h.pattern_since, 6.4,
  h.pattern_evidence, h.pattern_reason
from client_health_scores h
where h.pattern_status <> 'NORMAL';
insert into job_runs (job, slot, state, started_at, finished_at, rows_read, rows_written)
values ('daily-pattern-analysis', @now, 'succeeded', @now, @now, @clients, @clients);
update clients set segment = 'Group ' || (substr(firstname, 6)::int % 12) where true;
update client_health_scores set pattern_enough_history = false, pattern_status = 'NORMAL' where pattern_status = 'NORMAL' and substr(firstname, 6)::int % 20 = 19;
insert into call_records (client_id, client_email, started_at, direction, status, channel, staff)
select h.client_id, h.email, @now - d * interval '54 hours', case when d % 3 = 0 then 'INBOUND' else 'OUTBOUND' end, 'COMPLETED', 'PHONE', h.assigned_coach
from client_health_scores h
cross join generate_series(9, 90) d
where h.pattern_status = 'PATTERN_BREAK';
insert into client_notes (client_id, note, written_at, written_by)
select h.client_id, 'Note ' || d, @now - d * interval '9 days', 'Coach' from client_health_scores h cross join generate_series(1, 20) d where h.pattern_status = 'PATTERN_BREAK';
insert into client_pauses (client_id, starts_on, ends_on) select h.client_id, '2025-08-01', '2025-08-09' from client_health_scores h where h.pattern_status = 'PATTERN_BREAK';
insert into call_records (client_email, started_at, status)
select 'stranger' || n % 500 || '@example.com', @now - n * interval '1 hour', 'COMPLETED' from generate_series(1, 2000) n;
update clients c set firstname = o.firstname, lastname = o.lastname
from clients o
where c.firstname = 'First' || (100 + substr(o.firstname, 6)::int) and o.firstname ~ '^First[1-9][0-9]?$' and substr(o.firstname, 6)::int <= 60;
insert into dropout_fits (as_of, settings_version, clients, r, alpha, a, b, stages, calls_per_day) values (@now, 1, 2000, 2.9, 6.7, 10.3, 9990, 2, 1.1);
insert into deliveries (source, name, state, started_at, finished_at, read, added) select 'csv', 'calls' || n || '.csv', 'succeeded', @now - n * interval '1 day', @now - n * interval '1 day', 100, 100 from generate_series(1, 200) n;
vacuum analyze
