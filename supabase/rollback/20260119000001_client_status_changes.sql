-- Undo of 20260119000001_client_status_changes. Rows go to the archive and come back with the next push.
select archive.keep_rows('public.client_status_changes');
drop table public.client_status_changes;
comment on column public.clients.ended_on is 'The business day from which the client is no longer one; null = still.';
