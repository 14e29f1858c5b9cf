-- Are there sessions or packages, and has nobody a score yet?
select (exists (select from public.sessions) or exists (select from public.packages))
  and not exists (select from public.client_health_scores h where h.health_score is not null) as is_due
