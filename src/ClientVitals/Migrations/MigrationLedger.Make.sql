-- Makes Supabase's ledger, as its command line makes it, and our history beside it.
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (version text not null primary key);
alter table supabase_migrations.schema_migrations add column if not exists statements text[];
alter table supabase_migrations.schema_migrations add column if not exists name text;

create schema if not exists vitals_ledger;
revoke all on schema vitals_ledger from public;
create table if not exists vitals_ledger.history (
  id          bigint      generated always as identity,
  version     text        not null,
  name        text        not null,
  action      text        not null,
  hash        text        not null,
  done_at     timestamptz not null default clock_timestamp(),
  done_by     text        not null default current_user,
  constraint history_pkey primary key (id),
  constraint history_action_is_known check (action in ('push', 'rollback', 'adopt', 'repair_applied', 'repair_reverted'))
);
-- A history made before ledgers could be repaired does not know the two words.
do $$
begin
  if not exists (
    select from pg_catalog.pg_constraint c
    where c.conrelid = 'vitals_ledger.history'::pg_catalog.regclass
      and c.conname = 'history_action_is_known'
      and pg_catalog.pg_get_constraintdef(c.oid) like '%repair_reverted%'
  ) then
    alter table vitals_ledger.history
      drop constraint if exists history_action_is_known,
      add constraint history_action_is_known check (action in ('push', 'rollback', 'adopt', 'repair_applied', 'repair_reverted'));
  end if;
end
$$;
create index if not exists history_version on vitals_ledger.history (version, id);
alter table vitals_ledger.history enable row level security;
comment on schema vitals_ledger is 'What this program did to the schema; beside Supabase''s own ledger of what is.';
comment on table vitals_ledger.history is 'One row per push, rollback, repair or adoption of a migration, with the hash of its file at that moment; empty where there was no file.';

-- What taking over a database that somebody else had made did to it.
create table if not exists vitals_ledger.adopted (
  id         bigint      generated always as identity,
  action     text        not null,
  name       text        not null,
  column_of  text,
  ddl        text        not null default '',
  done_at    timestamptz not null default clock_timestamp(),
  done_by    text        not null default current_user,
  constraint adopted_pkey primary key (id),
  constraint adopted_action_is_known check (action in ('adopted', 'kept', 'taken away', 'set aside'))
);
alter table vitals_ledger.adopted enable row level security;
comment on table vitals_ledger.adopted is 'What vitals db adopt did: the adoption itself, what it kept as the owner''s own, what it took away (with the statement that would bring it back), what it set aside.';
