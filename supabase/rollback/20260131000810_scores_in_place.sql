-- Undo of 20260131000810_scores_in_place. Nothing goes to the archive: no row was changed.
create index if not exists idx_health_zone on public.client_health_scores (health_zone);

drop trigger if exists update_client_health_scores_updated_at on public.client_health_scores;
create trigger update_client_health_scores_updated_at before update on public.client_health_scores
  for each row execute function public.update_updated_at_column();
