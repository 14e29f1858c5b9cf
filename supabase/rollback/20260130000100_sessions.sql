-- Undo of 20260130000100_sessions. Sessions, what was known of them before, and what deliveries told again go to the archive and come back with
-- the next push.
select archive.keep_rows('public.session_versions');
drop table public.session_versions;
select archive.keep_rows('public.sessions');
drop table public.sessions;
select archive.keep_rows('public.fact_confirmations');
drop table public.fact_confirmations;
