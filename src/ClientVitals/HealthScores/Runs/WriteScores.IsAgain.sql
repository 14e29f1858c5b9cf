-- Was anybody scored on this day by this scorecard before?
select exists (
  select
  from public.client_health_history h
  where h.scored_on = @today::date
    and h.scorecard_id = @scorecard::int) as is_again
