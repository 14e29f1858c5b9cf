-- Delete what analyses said long ago, a batch, but the last that was said of each client by each rule.
delete from public.call_pattern_analysis a
where a.ctid = any (array(
  select o.ctid
  from public.call_pattern_analysis o
  where o.run_id is not null
    and o.analysis_date < @before::date
    and exists (
      select
      from public.call_pattern_analysis n
      where n.client_id = o.client_id
        and n.rule = o.rule
        and n.run_id is not null
        and n.analysis_date > o.analysis_date)
  order by o.analysis_date
  limit @most::int
))
