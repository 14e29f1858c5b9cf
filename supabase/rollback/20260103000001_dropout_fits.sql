-- Undo of 20260103000001_dropout_fits. Rows go to the archive and come back with the next push.
select archive.keep_rows('public.dropout_fits');
drop table public.dropout_fits;
