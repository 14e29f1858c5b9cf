-- A call keeps the sender's own order of what it tells of it; what a delivery changed is kept for a while, so that it can be undone.
alter table public.call_records add column if not exists source_order bigint;
comment on column public.call_records.source_order is 'The sender''s own order of its tellings (a sequence number, or microseconds since 1970 of its last change); older news only fills what is empty. Null = the sender gives none.';

alter table public.deliveries add column if not exists undone_at timestamptz;
comment on column public.deliveries.undone_at is 'When somebody undid it: its calls and the clients it made are out, its corrections taken back. Null = it holds.';

create table if not exists public.delivery_changes (
  id          bigint      generated always as identity,
  delivery_id bigint      not null,
  kind        text        not null,
  call_id     bigint,
  calls       int8range,
  before      jsonb,
  after       jsonb,
  made_at     timestamptz not null,
  constraint delivery_changes_pkey primary key (id),
  constraint delivery_changes_kind_is_known check (kind in ('CORRECTED', 'CONFIRMED', 'UNDONE_ADDED', 'UNDONE_CORRECTED', 'UNDONE_CONFIRMED', 'UNDONE_CLIENT'))
);
create index if not exists delivery_changes_delivery on public.delivery_changes (delivery_id, kind);
create index if not exists delivery_changes_call on public.delivery_changes (call_id) where call_id is not null;
create index if not exists delivery_changes_calls on public.delivery_changes using gist (calls) where calls is not null;
create index if not exists delivery_changes_old on public.delivery_changes (made_at);
comment on table public.delivery_changes is 'What deliveries did to calls that were there already, and what the undo of a delivery took away. Kept 90 days.';
comment on column public.delivery_changes.id is 'Key.';
comment on column public.delivery_changes.delivery_id is 'Which delivery. No foreign key: a file corrects many calls, and deliveries are kept longer.';
comment on column public.delivery_changes.kind is 'CORRECTED (before: what the call said), CONFIRMED (told again as it was); of a delivery that was undone: UNDONE_ADDED (after: the call), UNDONE_CORRECTED (before and after), UNDONE_CONFIRMED, UNDONE_CLIENT (after: the client it made, with addresses).';
comment on column public.delivery_changes.call_id is 'Which call; null where there are several, or none.';
comment on column public.delivery_changes.calls is 'Calls told again that have consecutive ids; null where there is one.';
comment on column public.delivery_changes.before is 'The row as it was before.';
comment on column public.delivery_changes.after is 'The row as the delivery had left it.';
comment on column public.delivery_changes.made_at is 'When.';
alter table public.delivery_changes enable row level security;
drop policy if exists delivery_changes_written_by_service on public.delivery_changes;
create policy delivery_changes_written_by_service on public.delivery_changes for all to service_role using (true) with check (true);
drop policy if exists delivery_changes_read_by_owner on public.delivery_changes;
create policy delivery_changes_read_by_owner on public.delivery_changes for select to authenticated using ((select public.sees_everybody()));
revoke all on public.delivery_changes from public, anon, authenticated;
grant select, insert, update, delete on public.delivery_changes to service_role;
grant select on public.delivery_changes to authenticated;

-- What an undo of this kept.
select archive.give_back_rows('public.delivery_changes');
select archive.give_back_columns('public.deliveries', '20260117000001');
do $$
begin
  if pg_catalog.to_regclass('archive.call_records__source_order') is not null then
    alter table public.call_records disable trigger user;
    update public.call_records r
    set source_order = k.source_order
    from archive.call_records__source_order k
    where k.id = r.id;
    alter table public.call_records enable trigger user;
    drop table archive.call_records__source_order;
  end if;
end
$$;
