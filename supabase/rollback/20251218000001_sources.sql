-- Undo of 20251218000001_sources. Rows go to the archive and come back with the next push.
select archive.keep_rows('public.allowed_origins');
drop table public.allowed_origins;
select archive.keep_rows('public.request_answers');
drop table public.request_answers;
select archive.keep_rows('public.delivery_rejects');
drop table public.delivery_rejects;
select archive.keep_rows('public.received_messages');
drop table public.received_messages;
select archive.keep_rows('public.sources');
drop table public.sources;
