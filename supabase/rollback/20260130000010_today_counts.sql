-- Undo of 20260130000010_today_counts. Nothing goes to the archive: what the column holds follows from the clients.
drop index if exists public.client_health_scores_order;
drop index if exists public.client_health_scores_rang;
drop index if exists public.client_health_scores_together;
drop index if exists public.intervention_events_of_program;
drop index if exists public.intervention_events_acts;
drop index if exists public.intervention_log_acted;
drop trigger if exists intervention_log_end_of_contact on public.intervention_log;
drop trigger if exists clients_end_of_contact on public.clients;
drop function if exists public.keep_end_of_contact();
drop function if exists public.end_of_contact(text, uuid, date);
alter table public.intervention_log drop column if exists client_ends_on;
