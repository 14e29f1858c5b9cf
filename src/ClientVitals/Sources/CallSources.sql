-- Which systems post calls by themselves, and what came of it lately?
select
  s.name,
  s.mapping,
  s.scheme,
  s.enabled,
  m.last_at,
  m.messages,
  m.rejected
from public.sources s
cross join lateral (
  select
    (select max(r.received_at) from public.received_messages r where r.source = s.name) as last_at,
    (count(*))::int as messages,
    (coalesce(sum(d.rejected), 0))::bigint as rejected
  from public.received_messages r
  left join public.deliveries d on d.id = r.delivery_id
  where r.source = s.name and r.received_at >= @since::timestamptz
) m
where @name::text is null or s.name = @name::text
order by s.name
limit 1000
