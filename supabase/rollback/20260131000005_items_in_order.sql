-- Undo of 20260131000005_items_in_order. Nothing goes to the archive: what the columns hold follows from the clients.
create index if not exists client_health_scores_order on public.client_health_scores (client_id, pattern_place, pattern_since) where pattern_place is not null;
drop index if exists public.intervention_log_due;
create index intervention_log_due on public.intervention_log (due_on, cause_kind) where completed_at is null;
drop index if exists public.intervention_log_again;
drop index if exists public.intervention_log_queue;
alter table public.intervention_log drop column if exists place_since;
alter table public.intervention_log drop column if exists place;
