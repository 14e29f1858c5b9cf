-- Undo of 20260114000001_settings_sections. The sections stand aside and come back with the next push.
create table archive.settings__20260114000001 as select s.version, s.sections from public.settings s;
alter table public.settings drop column if exists sections;
