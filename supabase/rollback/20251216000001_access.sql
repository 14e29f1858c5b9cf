-- Undo of 20251216000001_access. Rows go to the archive and come back with the next push; until then nobody is signed in.
select archive.keep_rows('public.users');
select archive.keep_rows('public.user_links');
select archive.keep_rows('public.user_sessions');
select archive.keep_rows('public.api_keys');
select archive.keep_rows('public.sign_in_failures');
select archive.keep_rows('public.audit_log');
drop function public.sweep_audit_log();
drop table public.audit_log, public.sign_in_failures, public.api_keys, public.user_sessions, public.user_links, public.users;
drop function public.own_user_id();
