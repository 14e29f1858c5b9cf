-- A search by last name is cut along its index as well, and who was left alone is found without reading the whole book.
drop index if exists public.clients_order_lastname;
create index clients_order_lastname on public.clients (order_lastname, order_name, id) where merged_into is null;
create index if not exists client_health_scores_left_alone on public.client_health_scores (client_id) where pattern_hold = 'OUTREACH_GAP';
