-- Payments on record, the latest first, one page after this place in the list.
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
from public.payments s
where (@client::uuid is null or s.client_id = @client::uuid)
  and (@from::timestamptz is null or s.paid_at >= @from::timestamptz)
  and (@until::timestamptz is null or s.paid_at < @until::timestamptz)
  and (@status::text is null or s.status = @status::text)
  and (@unmatched::boolean is null or s.client_id is null)
  and (@after_at::timestamptz is null or (s.paid_at, s.id) < (@after_at::timestamptz, @after_id::bigint))
order by s.paid_at desc, s.id desc
limit @most::int
