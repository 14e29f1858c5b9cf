-- Undo of 20260131000710_scorecard_back_tests. Rows go to the archive and come back with the next push.
select archive.keep_rows('public.scorecard_back_tests');
drop table public.scorecard_back_tests;
