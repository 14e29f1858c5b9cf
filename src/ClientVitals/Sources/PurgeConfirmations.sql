-- Delete which rows old deliveries told again, a batch.
delete from public.fact_confirmations o
where o.id in (
  select c.id
  from public.fact_confirmations c
  where c.made_at <= @before::timestamptz
  order by c.made_at
  limit @most::int
)
