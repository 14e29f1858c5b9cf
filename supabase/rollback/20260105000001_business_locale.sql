-- Undo of 20260105000001_business_locale. The locales stand aside and come back with the next push.
create table archive.settings__20260105000001 as select s.version, s.locale from public.settings s;
alter table public.settings drop column if exists locale;
