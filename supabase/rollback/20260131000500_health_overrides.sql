-- Undo of 20260131000500_health_overrides. Rows go to the archive and come back with the next push.
drop function if exists public.health_overrides_on(date);
select archive.keep_rows('public.health_overrides');
drop table public.health_overrides;
