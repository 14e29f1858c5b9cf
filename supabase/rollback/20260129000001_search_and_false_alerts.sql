-- Undo of 20260129000001_search_and_false_alerts. The alerts go to the archive; the rest is computed from the names.
select archive.keep_rows('public.back_test_alerts');
drop table if exists public.back_test_alerts;
drop index if exists public.clients_sound_lastname;
drop index if exists public.clients_sound_name;
drop index if exists public.clients_latin_lastname;
drop index if exists public.clients_latin_name;
alter table public.clients
  drop column if exists sound_lastname,
  drop column if exists sound_name,
  drop column if exists latin_lastname,
  drop column if exists latin_name;
drop function if exists public.name_sound(text);
drop function if exists public.latin_name(text);
