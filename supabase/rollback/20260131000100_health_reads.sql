-- Undo of 20260131000100_health_reads. The checks of the risk go to the archive and come back with the next push; nothing else held rows.
drop view if exists public.client_lifecycle_history;
drop function if exists public.get_at_risk_clients(date);
drop function if exists public.get_overall_avg(date);
drop function if exists public.get_zone_distribution(date);
drop function if exists public.scores_of_day(date);
select archive.keep_columns('public.risk_fits', array['checked_on', 'calibration'], '20260131000100');
alter table public.risk_fits drop column calibration;
alter table public.risk_fits drop column checked_on;
