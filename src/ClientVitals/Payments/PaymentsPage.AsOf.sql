-- Payments as they were known at a past moment, the latest first, one page after this place in the list. Whose they are is as we know it now.
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
from (
  select
    n.id,
    n.client_id,
    n.client_email,
    n.client_phone,
    n.client_key,
    n.source,
    n.external_id,
    n.paid_at,
    n.amount,
    n.currency,
    n.status,
    n.method,
    n.payment_key,
    n.package_key,
    n.reference,
    n.invoice_key,
    n.reason,
    n.modified_at,
    n.known_from
  from public.payments n
  where n.known_from <= @as_of::timestamptz
  union all
  select
    v.id,
    v.client_id,
    v.client_email,
    v.client_phone,
    v.client_key,
    v.source,
    v.external_id,
    v.paid_at,
    v.amount,
    v.currency,
    v.status,
    v.method,
    v.payment_key,
    v.package_key,
    v.reference,
    v.invoice_key,
    v.reason,
    v.modified_at,
    v.known_from
  from public.payment_versions v
  where v.known_from <= @as_of::timestamptz
    and v.known_until > @as_of::timestamptz
) s
where (@client::uuid is null or s.client_id = @client::uuid)
  and (@from::timestamptz is null or s.paid_at >= @from::timestamptz)
  and (@until::timestamptz is null or s.paid_at < @until::timestamptz)
  and (@status::text is null or s.status = @status::text)
  and (@unmatched::boolean is null or s.client_id is null)
  and (@after_at::timestamptz is null or (s.paid_at, s.id) < (@after_at::timestamptz, @after_id::bigint))
order by s.paid_at desc, s.id desc
limit @most::int
