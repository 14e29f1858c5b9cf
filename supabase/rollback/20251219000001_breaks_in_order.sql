-- Undo of 20251219000001_breaks_in_order. Nothing is lost: the column is computed.
drop index if exists public.client_health_scores_coach_place;
drop index if exists public.client_health_scores_place;
alter table public.client_health_scores drop column if exists pattern_place;
