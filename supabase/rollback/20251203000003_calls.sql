-- Undo of 20251203000003_calls. Rows go to the archive and come back with the next push.
select archive.keep_rows('public.call_rollups');
select archive.keep_rows('public.call_rollup_basis');
select archive.keep_rows('public.call_records');
select archive.keep_rows('public.deliveries');
drop table public.call_rollups;
drop table public.call_rollup_basis;
drop table public.call_records;
drop table public.deliveries;
drop function if exists public.keep_call_rollups();
