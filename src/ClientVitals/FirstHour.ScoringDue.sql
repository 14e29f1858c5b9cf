-- Are there sessions or packages, and has nobody a score yet, or none that knows of any such rows? Those of which the first came after the last scoring.
select (exists (select from public.sessions) or exists (select from public.packages))
  and (
    not exists (select from public.client_health_scores h where h.health_score is not null)
    or (select max(h.calculated_at) from public.client_health_scores h) < (
      select min(d.started_at)
      from public.deliveries d
      where d.entity = @entity::text
        and d.state = 'succeeded'
        and d.undone_at is null)) as is_due
