-- Undo of 20260131000700_group_of_a_score. By whose weights scores were made goes to the archive and comes back with the next push.
select archive.keep_columns('public.client_health_history', array['segment'], '20260131000700');
alter table public.client_health_history drop column segment;
