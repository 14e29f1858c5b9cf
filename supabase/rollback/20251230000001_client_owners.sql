-- Undo of 20251230000001_client_owners. Rows go to the archive and come back with the next push.
select archive.keep_rows('public.client_owner_changes');
drop table public.client_owner_changes;
