-- Whoever follows the live stream learns at once that their rights changed, on whichever server: the database says so where the rows change,
-- also when they are changed by hand. What is told is the account's or the key's id, or nothing where it concerns everybody.
create or replace function public.tell_access_changed() returns trigger
language plpgsql volatile set search_path = '' as $$
declare
  about uuid;
begin
  if tg_level = 'ROW' then
    about := case when tg_table_name = 'user_sessions' then pg_catalog.to_jsonb(old) ->> 'user_id' else pg_catalog.to_jsonb(old) ->> 'id' end;
  end if;
  perform pg_catalog.pg_notify('vitals_changes', pg_catalog.jsonb_build_object('what', 'access', 'about', about)::text);
  return null;
end
$$;
revoke all on function public.tell_access_changed() from public, anon;
comment on function public.tell_access_changed() is 'Trigger: tells those who listen to vitals_changes whose rights to look at again.';

drop trigger if exists users_access_changed on public.users;
create trigger users_access_changed after update of app_role, staff_id, disabled_at, security_stamp on public.users
  for each row when ((old.app_role, old.staff_id, old.disabled_at, old.security_stamp) is distinct from (new.app_role, new.staff_id, new.disabled_at, new.security_stamp))
  execute function public.tell_access_changed();
drop trigger if exists users_access_deleted on public.users;
create trigger users_access_deleted after delete on public.users
  for each row execute function public.tell_access_changed();
drop trigger if exists users_access_truncated on public.users;
create trigger users_access_truncated after truncate on public.users
  for each statement execute function public.tell_access_changed();

drop trigger if exists user_sessions_access_changed on public.user_sessions;
create trigger user_sessions_access_changed after update of user_id, security_stamp, expires_at, ended_at on public.user_sessions
  for each row when ((old.user_id, old.security_stamp, old.expires_at, old.ended_at) is distinct from (new.user_id, new.security_stamp, new.expires_at, new.ended_at))
  execute function public.tell_access_changed();
drop trigger if exists user_sessions_access_deleted on public.user_sessions;
create trigger user_sessions_access_deleted after delete on public.user_sessions
  for each row when (old.ended_at is null)
  execute function public.tell_access_changed();
drop trigger if exists user_sessions_access_truncated on public.user_sessions;
create trigger user_sessions_access_truncated after truncate on public.user_sessions
  for each statement execute function public.tell_access_changed();

drop trigger if exists api_keys_access_changed on public.api_keys;
create trigger api_keys_access_changed after update of user_id, scopes, expires_at, revoked_at on public.api_keys
  for each row when ((old.user_id, old.scopes, old.expires_at, old.revoked_at) is distinct from (new.user_id, new.scopes, new.expires_at, new.revoked_at))
  execute function public.tell_access_changed();
drop trigger if exists api_keys_access_deleted on public.api_keys;
create trigger api_keys_access_deleted after delete on public.api_keys
  for each row execute function public.tell_access_changed();
drop trigger if exists api_keys_access_truncated on public.api_keys;
create trigger api_keys_access_truncated after truncate on public.api_keys
  for each statement execute function public.tell_access_changed();
