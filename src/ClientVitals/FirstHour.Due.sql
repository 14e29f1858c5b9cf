-- Is there no client yet who has calls enough to be judged?
select not exists (
  select
  from public.client_health_scores h
  where h.last_pattern_check is not null
    and h.pattern_enough_history) as is_due
