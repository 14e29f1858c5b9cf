-- Undo of 20251203000004_call_pattern_episodes. Rows go to the archive and come back with the next push.
select archive.keep_rows('public.call_pattern_episodes');
drop table public.call_pattern_episodes;
