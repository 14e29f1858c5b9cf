-- Undo of 20260131001100_notices. Rows go to the archive and come back with the next push; nothing is sent meanwhile.
select archive.keep_rows('public.notice_preferences');
drop table public.notice_preferences;
select archive.keep_rows('public.notice_deliveries');
drop policy notices_read_by_receiver on public.notices;
drop table public.notice_deliveries;
select archive.keep_rows('public.notices');
drop table public.notices;
select archive.keep_rows('public.notice_channels');
drop table public.notice_channels;
