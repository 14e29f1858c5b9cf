-- Delete old notices with their deliveries, a batch, but none that still waits.
delete from public.notices n
where n.id in (
  select o.id
  from public.notices o
  where o.made_at <= @before::timestamptz
    and not exists (select from public.notice_deliveries d where d.notice_id = o.id and d.finished_at is null)
  order by o.made_at, o.id
  limit @most::int
)
