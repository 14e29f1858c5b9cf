-- Undo of 20251215000001_source_silences. Rows go to the archive and come back with the next push.
select archive.keep_rows('public.source_silences');
drop table public.source_silences;
