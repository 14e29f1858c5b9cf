-- The scores of a morning are written in place: no index hangs on a score, and who says when a row was changed is not asked again by a trigger.

-- No query of ours reads by it, and a row whose zone changes could not stay in its page.
drop index if exists public.idx_health_zone;

drop trigger if exists update_client_health_scores_updated_at on public.client_health_scores;
create trigger update_client_health_scores_updated_at before update on public.client_health_scores
  for each row when (new.updated_at is not distinct from old.updated_at) execute function public.update_updated_at_column();
