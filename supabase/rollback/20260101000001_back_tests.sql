-- Undo of 20260101000001_back_tests. Rows go to the archive and come back with the next push.
select archive.keep_rows('public.back_tests');
drop table public.back_tests;
