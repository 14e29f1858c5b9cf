-- Undo of 20251228000001_rosters. Nothing is lost: the columns are computed.
drop index if exists public.clients_newest;
drop index if exists public.clients_segment_name;
drop index if exists public.clients_coach_name;
drop index if exists public.client_health_scores_coach_roster;
drop index if exists public.client_health_scores_roster;
alter table public.client_health_scores
  drop column if exists order_name,
  drop column if exists pattern_roster;
