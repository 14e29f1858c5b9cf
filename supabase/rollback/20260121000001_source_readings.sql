-- Undo of 20260121000001_source_readings. Rows go to the archive and come back with the next push.
-- What it cannot give back: until then every file is read as it is recognised, whatever was chosen for the last one.
select archive.keep_rows('public.source_readings');
drop table public.source_readings;
