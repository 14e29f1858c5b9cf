-- A payment that both clients have is one: the other's goes, and the kept one says what either told.
with doubles as (
  delete from public.payments p
  using public.payments k
  where p.client_id = @gone::uuid
    and k.client_id = @kept::uuid
    and k.record_key = p.record_key
    and k.source = p.source
  returning k.id as kept_id, p.currency, p.method, p.payment_key, p.package_key, p.reference, p.invoice_key, p.reason
)
update public.payments p
set currency = coalesce(p.currency, d.currency),
    method = coalesce(p.method, d.method),
    payment_key = coalesce(p.payment_key, d.payment_key),
    package_key = coalesce(p.package_key, d.package_key),
    reference = coalesce(p.reference, d.reference),
    invoice_key = coalesce(p.invoice_key, d.invoice_key),
    reason = coalesce(p.reason, d.reason)
from doubles d
where p.id = d.kept_id
