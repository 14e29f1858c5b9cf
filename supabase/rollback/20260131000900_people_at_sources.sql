-- Undo of 20260131000900_people_at_sources. People at sources and totals of refunds go to the archive and come back with the next push.
drop index public.payments_refunded_in_all;
-- A version is told apart by its own number: several are of one payment.
lock table public.payment_versions in access exclusive mode;
create table archive.payment_versions__20260131000900 as
select version_id, refunded_total
from public.payment_versions
where refunded_total is not null;
alter table archive.payment_versions__20260131000900 enable row level security;
comment on table archive.payment_versions__20260131000900 is 'Columns of public.payment_versions, kept by the rollback of 20260131000900.';
select archive.keep_columns('public.payments', array['refunded_total'], '20260131000900');
alter table public.payment_versions drop column refunded_total;
alter table public.payments drop column refunded_total;
select archive.keep_rows('public.person_versions');
drop table public.person_versions;
select archive.keep_rows('public.people');
drop table public.people;
