-- Undo of 20260109000001_access_is_told: streams learn of changed rights only when they begin again.
drop trigger if exists users_access_changed on public.users;
drop trigger if exists users_access_deleted on public.users;
drop trigger if exists users_access_truncated on public.users;
drop trigger if exists user_sessions_access_changed on public.user_sessions;
drop trigger if exists user_sessions_access_deleted on public.user_sessions;
drop trigger if exists user_sessions_access_truncated on public.user_sessions;
drop trigger if exists api_keys_access_changed on public.api_keys;
drop trigger if exists api_keys_access_deleted on public.api_keys;
drop trigger if exists api_keys_access_truncated on public.api_keys;
drop function if exists public.tell_access_changed();
