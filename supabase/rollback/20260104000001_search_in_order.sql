-- Undo of 20260104000001_search_in_order.
drop index if exists public.client_health_scores_left_alone;
drop index if exists public.clients_order_lastname;
create index clients_order_lastname on public.clients (order_lastname) where merged_into is null;
