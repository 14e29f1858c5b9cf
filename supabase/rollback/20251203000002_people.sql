-- Undo of 20251203000002_people. Rows go to the archive and come back with the next push.
select archive.keep_rows('public.client_health_scores');
select archive.keep_rows('public.client_pauses');
select archive.keep_rows('public.client_phones');
select archive.keep_rows('public.client_emails');
select archive.keep_rows('public.clients');
select archive.keep_rows('public.staff');
drop table public.client_health_scores;
drop table public.client_pauses;
drop table public.client_phones;
drop table public.client_emails;
drop table public.clients;
drop table public.staff;
