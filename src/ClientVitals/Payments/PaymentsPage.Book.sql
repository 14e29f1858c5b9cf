-- Payments of one's own clients, the latest first, one page after this place in the list: the latest of each client, then the latest of those.
with latest as (
  select l.id
  from public.clients c
  cross join lateral (
    select r.id, r.paid_at
    from public.payments r
    where r.client_id = c.id
      and (@from::timestamptz is null or r.paid_at >= @from::timestamptz)
      and (@until::timestamptz is null or r.paid_at < @until::timestamptz)
      and (@status::text is null or r.status = @status::text)
      and (@after_at::timestamptz is null or (r.paid_at, r.id) < (@after_at::timestamptz, @after_id::bigint))
    order by r.paid_at desc, r.id desc
    limit @most::int
  ) l
  order by l.paid_at desc, l.id desc
  limit @most::int
)
select
  s.id,
  s.client_id,
  s.client_email,
  s.client_phone,
  s.client_key,
  s.source,
  s.external_id,
  s.paid_at,
  s.amount,
  s.currency,
  s.status,
  s.method,
  s.payment_key,
  s.package_key,
  s.reference,
  s.invoice_key,
  s.reason,
  s.modified_at,
  s.known_from
from latest l
join public.payments s on s.id = l.id
order by s.paid_at desc, s.id desc
