-- Undo of 20260102000001_not_duplicates. Rows go to the archive and come back with the next push.
select archive.keep_rows('public.not_duplicates');
drop table public.not_duplicates;
