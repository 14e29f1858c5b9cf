-- Undo of 20251229000001_saved_views. Rows go to the archive and come back with the next push.
select archive.keep_rows('public.saved_views');
drop table public.saved_views;
