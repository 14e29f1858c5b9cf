-- Undo of 20260131000005_items_in_order. Nothing goes to the archive: what the columns hold follows from the clients.
drop index if exists public.intervention_log_due;
create index intervention_log_due on public.intervention_log (due_on, cause_kind) where completed_at is null;
drop index if exists public.intervention_log_again;
drop index if exists public.intervention_log_queue;
alter table public.intervention_log drop column if exists place_since;
alter table public.intervention_log drop column if exists place;
