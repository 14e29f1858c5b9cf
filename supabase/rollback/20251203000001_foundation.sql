-- Undo of 20251203000001_foundation. Rows go to the archive schema, which stays (with what it keeps) until the next push gives them back.
-- Roles stay: they belong to the whole cluster, and other databases may use them.
select archive.keep_rows('public.settings');
select archive.keep_rows('public.job_runs');
drop table public.job_runs;
drop function if exists public.business_today();
drop function if exists public.business_zone();
drop table public.settings;
drop function if exists public.sees_everybody();
drop function if exists public.own_staff_id();
drop function if exists public.claims();
drop function if exists public.update_updated_at_column();
drop function archive.keep_columns(regclass, text[], text);
drop function archive.give_back_columns(regclass, text);
drop function archive.keep_rows(regclass);
drop function archive.give_back_rows(regclass);
revoke usage on schema public from anon, authenticated, service_role;
