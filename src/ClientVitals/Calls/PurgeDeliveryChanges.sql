-- Delete what is kept of old deliveries' changes, a batch.
delete from public.delivery_changes o
where o.id in (
  select c.id
  from public.delivery_changes c
  where c.made_at <= @before::timestamptz
  order by c.made_at
  limit @most::int
)
