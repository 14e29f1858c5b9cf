-- The place of a client in the order of names, and how the last name begins, kept with the row and indexed: a page of the list reads a
-- page, and a search reads what it finds. Columns and not expressions, for behind the rules of row security an index is only asked for
-- what cannot leak: a comparison can be, a function of the name cannot.

alter table public.clients
  add column if not exists order_name text collate "C" generated always as (
    lower(btrim(coalesce(btrim(firstname), '') || ' ' || coalesce(btrim(lastname), '')))) stored,
  add column if not exists order_lastname text collate "C" generated always as (lower(btrim(lastname))) stored;
comment on column public.clients.order_name is 'Orders the clients by name: first and last name in lower case, by code point. Computed.';
comment on column public.clients.order_lastname is 'The last name in lower case, to be found by how it begins. Computed.';

create index if not exists clients_order_name on public.clients (order_name, id) where merged_into is null;
create index if not exists clients_order_lastname on public.clients (order_lastname) where merged_into is null;
create index if not exists client_emails_beginning on public.client_emails (email text_pattern_ops);
create index if not exists client_phones_beginning on public.client_phones (phone text_pattern_ops);
