-- What we knew of this payment, the latest first.
select
  s.known_from,
  null::timestamptz as known_until,
  s.client_id,
  s.paid_at,
  s.status,
  s.amount,
  s.currency,
  s.method,
  s.payment_key,
  s.reference,
  s.reason,
  s.modified_at,
  s.delivery_id as delivery
from public.payments s
where s.id = @payment::bigint
union all
select
  v.known_from,
  v.known_until,
  v.client_id,
  v.paid_at,
  v.status,
  v.amount,
  v.currency,
  v.method,
  v.payment_key,
  v.reference,
  v.reason,
  v.modified_at,
  v.delivery_id as delivery
from public.payment_versions v
where v.id = @payment::bigint
order by 1 desc, 2 desc nulls first
