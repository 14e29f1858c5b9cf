-- Delete old deliveries, a batch, but of each source the last and the last that succeeded, and what a remembered message refers to.
with kept as (
  select k.id
  from (select distinct d.source from public.deliveries d) s
  cross join lateral (
    (select d.id from public.deliveries d where d.source = s.source order by d.started_at desc, d.id desc limit 1)
    union all
    (select d.id from public.deliveries d where d.source = s.source and d.state = 'succeeded' order by d.started_at desc, d.id desc limit 1)
  ) k
)
delete from public.deliveries o
where o.id in (
  select d.id
  from public.deliveries d
  where d.started_at <= @before::timestamptz
    and d.state <> 'running'
    and d.id not in (select k.id from kept k)
    and d.id not in (select m.delivery_id from public.received_messages m where m.delivery_id is not null)
  order by d.id
  limit @most::int
)
