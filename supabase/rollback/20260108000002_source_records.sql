-- Undo of 20260108000002_source_records. Rows go to the archive and come back with the next push.
-- What it cannot give back: which entity a delivery was of; before, there were calls only.
select archive.keep_rows('public.source_records');
drop table public.source_records;
alter table public.deliveries drop column entity;
