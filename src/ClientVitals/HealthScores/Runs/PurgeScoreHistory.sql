-- Delete scores of long ago, a batch, but the last of each client by each scorecard.
delete from public.client_health_history h
where h.ctid = any (array(
  select o.ctid
  from public.client_health_history o
  where o.scored_on < @before::date
    and exists (
      select
      from public.client_health_history n
      where n.client_id = o.client_id
        and n.scorecard_id = o.scorecard_id
        and n.scored_on > o.scored_on)
  limit @most::int
))
