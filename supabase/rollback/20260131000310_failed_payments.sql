-- Undo of 20260131000310_failed_payments. Invoices and reasons go to the archive and come back with the next push.
drop function public.failed_payments(timestamptz, integer, uuid);
drop index public.payments_gone_wrong;
drop index public.payments_invoice;
-- A version is told apart by its own number: several are of one payment.
lock table public.payment_versions in access exclusive mode;
create table archive.payment_versions__20260131000310 as
select version_id, invoice_key, reason
from public.payment_versions
where invoice_key is not null
  or reason is not null;
alter table archive.payment_versions__20260131000310 enable row level security;
comment on table archive.payment_versions__20260131000310 is 'Columns of public.payment_versions, kept by the rollback of 20260131000310.';
select archive.keep_columns('public.payments', array['invoice_key', 'reason'], '20260131000310');
alter table public.payment_versions drop column invoice_key, drop column reason;
alter table public.payments drop column invoice_key, drop column reason;
