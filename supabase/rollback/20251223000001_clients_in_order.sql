-- Undo of 20251223000001_clients_in_order. Nothing is lost: the columns are computed.
drop index if exists public.client_phones_beginning;
drop index if exists public.client_emails_beginning;
drop index if exists public.clients_order_lastname;
drop index if exists public.clients_order_name;
alter table public.clients
  drop column if exists order_lastname,
  drop column if exists order_name;
