-- Access: who may come in and what for. Accounts, one-time links, sessions, keys, the count of failed sign-ins, and the record of
-- what was done. No secret is kept, only its hash; and nobody but the program itself reads a hash (docs/decisions/0015-who-may-come-in.md).

create table if not exists public.users (
  id              uuid        not null default gen_random_uuid(),
  email           text        not null,
  name            text        not null,
  app_role        text        not null,
  staff_id        uuid,
  password_hash   text,
  has_password    boolean     not null generated always as (password_hash is not null) stored,
  security_stamp  uuid        not null default gen_random_uuid(),
  made_at         timestamptz not null,
  made_by         text        not null,
  disabled_at     timestamptz,
  last_sign_in_at timestamptz,
  constraint users_pkey primary key (id),
  constraint users_email_once unique (email),
  constraint users_staff_fkey foreign key (staff_id) references public.staff (id),
  constraint users_name_is_given check (btrim(name) <> ''),
  constraint users_role_is_known check (app_role in ('owner', 'admin', 'coach', 'setter', 'closer')),
  constraint users_coach_is_staff check (app_role <> 'coach' or staff_id is not null)
);
create index if not exists users_staff on public.users (staff_id) where staff_id is not null;
comment on table public.users is 'Who may sign in. An account is disabled, never deleted, so that the record of what was done keeps its meaning.';
comment on column public.users.id is 'Key; the claim sub of whoever signs in.';
comment on column public.users.email is 'The address to sign in with, in its one form; it belongs to nobody else.';
comment on column public.users.name is 'What people call them.';
comment on column public.users.app_role is 'owner, admin, coach, setter or closer.';
comment on column public.users.staff_id is 'Who of the staff this is; a coach always is one, for the book hangs on it.';
comment on column public.users.password_hash is 'The password''s hash with its parameters; null until it is set.';
comment on column public.users.has_password is 'Whether the invitation was accepted.';
comment on column public.users.security_stamp is 'Changes with password, role and disabling: a session of another stamp is over.';
comment on column public.users.made_at is 'When the account was made.';
comment on column public.users.made_by is 'Who made it: user:id, key:id, command line:login, or the link itself.';
comment on column public.users.disabled_at is 'Since when it is closed; null = open.';
comment on column public.users.last_sign_in_at is 'When somebody last signed in with it.';

create table if not exists public.user_links (
  id            uuid        not null default gen_random_uuid(),
  token_hash    bytea       not null,
  purpose       text        not null,
  user_id       uuid,
  made_at       timestamptz not null,
  made_by       text        not null,
  expires_at    timestamptz not null,
  used_at       timestamptz,
  superseded_at timestamptz,
  constraint user_links_pkey primary key (id),
  constraint user_links_token_once unique (token_hash),
  constraint user_links_user_fkey foreign key (user_id) references public.users (id) on delete cascade,
  constraint user_links_purpose_is_known check (purpose in ('first_owner', 'invitation', 'password_reset', 'sign_in')),
  constraint user_links_first_owner_is_nobody_yet check ((purpose = 'first_owner') = (user_id is null)),
  constraint user_links_token_is_hashed check (octet_length(token_hash) = 32),
  constraint user_links_end_after_making check (expires_at > made_at)
);
create index if not exists user_links_user on public.user_links (user_id);
create unique index if not exists user_links_one_open on public.user_links (user_id, purpose) nulls not distinct where used_at is null and superseded_at is null;
comment on table public.user_links is 'One-time links: each opens one door once, until its end; a newer one of the same purpose and person takes its place.';
comment on column public.user_links.id is 'Key.';
comment on column public.user_links.token_hash is 'SHA-256 of the token; the token itself is only in the link.';
comment on column public.user_links.purpose is 'first_owner (makes the first account), invitation, password_reset or sign_in.';
comment on column public.user_links.user_id is 'Whom it lets in; null = first_owner, who does not exist yet.';
comment on column public.user_links.made_at is 'When it was made.';
comment on column public.user_links.made_by is 'Who made it.';
comment on column public.user_links.expires_at is 'From then on it opens nothing.';
comment on column public.user_links.used_at is 'When it was used; null = not yet.';
comment on column public.user_links.superseded_at is 'When a newer one took its place, or the account was closed; null = it counts.';

create table if not exists public.user_sessions (
  id             uuid        not null default gen_random_uuid(),
  token_hash     bytea       not null,
  user_id        uuid        not null,
  security_stamp uuid        not null,
  browser        text,
  made_at        timestamptz not null,
  last_seen_at   timestamptz not null,
  expires_at     timestamptz not null,
  ended_at       timestamptz,
  constraint user_sessions_pkey primary key (id),
  constraint user_sessions_token_once unique (token_hash),
  constraint user_sessions_user_fkey foreign key (user_id) references public.users (id) on delete cascade,
  constraint user_sessions_token_is_hashed check (octet_length(token_hash) = 32),
  constraint user_sessions_browser_is_short check (char_length(browser) <= 200)
);
create index if not exists user_sessions_user on public.user_sessions (user_id, made_at desc);
create index if not exists user_sessions_expiry on public.user_sessions (expires_at);
comment on table public.user_sessions is 'Who is signed in, for every server alike: a cookie names one of these, and ends with it.';
comment on column public.user_sessions.id is 'Key.';
comment on column public.user_sessions.token_hash is 'SHA-256 of the token; the token itself is only in the cookie.';
comment on column public.user_sessions.user_id is 'Whose.';
comment on column public.user_sessions.security_stamp is 'The account''s stamp when it began; over when that changes.';
comment on column public.user_sessions.browser is 'What the browser says it is, cut short; for people to know their own again.';
comment on column public.user_sessions.made_at is 'When it began.';
comment on column public.user_sessions.last_seen_at is 'When it was last used, written at most once a minute; over 12 hours after.';
comment on column public.user_sessions.expires_at is 'When it is over, however much it is used.';
comment on column public.user_sessions.ended_at is 'When somebody signed out or ended it; null = nobody did.';

create table if not exists public.api_keys (
  id           uuid        not null default gen_random_uuid(),
  prefix       text        not null,
  key_hash     bytea       not null,
  name         text        not null,
  kind         text        not null,
  user_id      uuid,
  scopes       text[]      not null,
  made_at      timestamptz not null,
  made_by      text        not null,
  expires_at   timestamptz,
  revoked_at   timestamptz,
  last_used_at timestamptz,
  constraint api_keys_pkey primary key (id),
  constraint api_keys_prefix_once unique (prefix),
  constraint api_keys_hash_once unique (key_hash),
  constraint api_keys_user_fkey foreign key (user_id) references public.users (id) on delete cascade,
  constraint api_keys_name_is_given check (btrim(name) <> ''),
  constraint api_keys_kind_is_known check (kind in ('service', 'user')),
  constraint api_keys_user_belongs_to_user check ((kind = 'user') = (user_id is not null)),
  constraint api_keys_key_is_hashed check (octet_length(key_hash) = 32),
  constraint api_keys_scopes_are_known check (
    cardinality(scopes) > 0
    and scopes <@ array['read', 'calls:write', 'people:write', 'analyse', 'jobs:run', 'functions', 'settings:write'])
);
create index if not exists api_keys_user on public.api_keys (user_id) where user_id is not null;
comment on table public.api_keys is 'Keys for programs. A service key acts as the program itself, a user key as that user; both only within their scopes.';
comment on column public.api_keys.id is 'Key.';
comment on column public.api_keys.prefix is 'The open part of the key, by which people know it again: cv_<prefix>_….';
comment on column public.api_keys.key_hash is 'SHA-256 of the whole key; the key itself was shown once.';
comment on column public.api_keys.name is 'What it is for.';
comment on column public.api_keys.kind is 'service or user.';
comment on column public.api_keys.user_id is 'user: as whom it acts, with that user''s role of the moment.';
comment on column public.api_keys.scopes is 'What it may be used for.';
comment on column public.api_keys.made_at is 'When it was made.';
comment on column public.api_keys.made_by is 'Who made it.';
comment on column public.api_keys.expires_at is 'From then on it opens nothing; null = no end.';
comment on column public.api_keys.revoked_at is 'When it was revoked; null = it counts.';
comment on column public.api_keys.last_used_at is 'When it was last used, written at most once a minute.';

create table if not exists public.sign_in_failures (
  kind       text        not null,
  key_hash   bytea       not null,
  failures   integer     not null,
  last_at    timestamptz not null,
  wait_until timestamptz,
  constraint sign_in_failures_pkey primary key (kind, key_hash),
  constraint sign_in_failures_kind_is_known check (kind in ('pair', 'address', 'email', 'reset')),
  constraint sign_in_failures_are_counted check (failures >= 0)
);
create index if not exists sign_in_failures_age on public.sign_in_failures (last_at);
comment on table public.sign_in_failures is 'Failed sign-ins of the last hour, counted here because several servers share them; swept.';
comment on column public.sign_in_failures.kind is 'What is counted: pair (e-mail and client address), address, email, or reset (asked-for links to set a new password).';
comment on column public.sign_in_failures.key_hash is 'SHA-256 of what is counted: neither address is kept.';
comment on column public.sign_in_failures.failures is 'How many since there was last an hour without one.';
comment on column public.sign_in_failures.last_at is 'The last one.';
comment on column public.sign_in_failures.wait_until is 'Until then nobody gets a try, not even with the right password; null = no wait.';

create table if not exists public.audit_log (
  id      bigint      generated always as identity,
  at      timestamptz not null,
  who     text        not null,
  action  text        not null,
  subject text,
  details jsonb       not null default '{}',
  constraint audit_log_pkey primary key (id),
  constraint audit_log_action_is_a_word check (action ~ '^[a-z][a-z_]{1,39}$'),
  constraint audit_log_details_are_few check (jsonb_typeof(details) = 'object' and octet_length(details::text) <= 4000),
  constraint audit_log_names_nobody check (position('@' in concat(who, subject, details::text)) = 0)
);
create index if not exists audit_log_age on public.audit_log (at);
create index if not exists audit_log_who on public.audit_log (who, id desc);
comment on table public.audit_log is 'What was done, by whom: sign-ins, exports, changes. Rows are added and read, never changed; after 400 days sweep_audit_log() takes them away. Names, e-mails and numbers have no place in it.';
comment on column public.audit_log.id is 'Key; counts up.';
comment on column public.audit_log.at is 'When.';
comment on column public.audit_log.who is 'user:id, key:id, command line:login, or nobody.';
comment on column public.audit_log.action is 'What was done, in a word: sign_in, sign_in_failed, export, key_made, …';
comment on column public.audit_log.subject is 'To whom or what: user:id, key:id; null = to nobody in particular.';
comment on column public.audit_log.details is 'What else matters, without personal data.';

create or replace function public.own_user_id() returns uuid
language sql stable set search_path = '' as $$
  select nullif(public.claims() ->> 'sub', '')::uuid
$$;
comment on function public.own_user_id() is 'The id of the present user, null when the request names none.';

-- Runs as its owner, for nobody else may take a row away; the horizon is fixed, so that whoever calls it can hide nothing recent.
create or replace function public.sweep_audit_log() returns bigint
language sql volatile security definer set search_path = '' as $$
  with gone as (
    delete from public.audit_log a
    where a.at < pg_catalog.now() - interval '400 days'
    returning 1
  )
  select count(*) from gone
$$;
comment on function public.sweep_audit_log() is 'Takes away what the audit log has kept for 400 days; returns how many rows.';

alter table public.users enable row level security;
alter table public.user_links enable row level security;
alter table public.user_sessions enable row level security;
alter table public.api_keys enable row level security;
alter table public.sign_in_failures enable row level security;
alter table public.audit_log enable row level security;

drop policy if exists users_written_by_service on public.users;
create policy users_written_by_service on public.users for all to service_role using (true) with check (true);
drop policy if exists users_read_own_or_all on public.users;
create policy users_read_own_or_all on public.users for select to authenticated
  using ((select public.sees_everybody()) or id = (select public.own_user_id()));
drop policy if exists user_links_written_by_service on public.user_links;
create policy user_links_written_by_service on public.user_links for all to service_role using (true) with check (true);
drop policy if exists user_sessions_written_by_service on public.user_sessions;
create policy user_sessions_written_by_service on public.user_sessions for all to service_role using (true) with check (true);
drop policy if exists user_sessions_read_own_or_all on public.user_sessions;
create policy user_sessions_read_own_or_all on public.user_sessions for select to authenticated
  using ((select public.sees_everybody()) or user_id = (select public.own_user_id()));
drop policy if exists api_keys_written_by_service on public.api_keys;
create policy api_keys_written_by_service on public.api_keys for all to service_role using (true) with check (true);
drop policy if exists api_keys_read_own_or_all on public.api_keys;
create policy api_keys_read_own_or_all on public.api_keys for select to authenticated
  using ((select public.sees_everybody()) or user_id = (select public.own_user_id()));
drop policy if exists sign_in_failures_written_by_service on public.sign_in_failures;
create policy sign_in_failures_written_by_service on public.sign_in_failures for all to service_role using (true) with check (true);
drop policy if exists audit_log_added_by_service on public.audit_log;
create policy audit_log_added_by_service on public.audit_log for insert to service_role with check (true);
drop policy if exists audit_log_read_by_service on public.audit_log;
create policy audit_log_read_by_service on public.audit_log for select to service_role using (true);
drop policy if exists audit_log_read_by_owner_and_admin on public.audit_log;
create policy audit_log_read_by_owner_and_admin on public.audit_log for select to authenticated using ((select public.sees_everybody()));

revoke all on public.users, public.user_links, public.user_sessions, public.api_keys, public.sign_in_failures, public.audit_log
  from public, anon, authenticated, service_role;
-- Column by column: no hash, no stamp.
grant select (id, email, name, app_role, staff_id, has_password, made_at, made_by, disabled_at, last_sign_in_at) on public.users to authenticated;
grant select (id, user_id, browser, made_at, last_seen_at, expires_at, ended_at) on public.user_sessions to authenticated;
grant select (id, prefix, name, kind, user_id, scopes, made_at, made_by, expires_at, revoked_at, last_used_at) on public.api_keys to authenticated;
grant select on public.audit_log to authenticated;
grant select, insert, update, delete on public.users, public.user_links, public.user_sessions, public.api_keys, public.sign_in_failures to service_role;
grant select, insert on public.audit_log to service_role;
revoke all on function public.own_user_id(), public.sweep_audit_log() from public, anon, authenticated;
grant execute on function public.own_user_id() to authenticated, service_role;
grant execute on function public.sweep_audit_log() to service_role;

select archive.give_back_rows('public.users');
select archive.give_back_rows('public.user_links');
select archive.give_back_rows('public.user_sessions');
select archive.give_back_rows('public.api_keys');
select archive.give_back_rows('public.sign_in_failures');
select archive.give_back_rows('public.audit_log');
