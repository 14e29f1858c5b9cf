-- Undo of 20251231000001_client_notes. Rows go to the archive and come back with the next push.
select archive.keep_rows('public.client_notes');
drop table public.client_notes;
