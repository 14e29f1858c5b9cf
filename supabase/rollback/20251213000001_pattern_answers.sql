-- Undo of 20251213000001_pattern_answers. Rows go to the archive and come back with the next push.
select archive.keep_rows('public.call_pattern_answers');
drop table public.call_pattern_answers;
