-- A call is (source, provider id, client): what one source or one client's line says never overwrites another's.
alter table public.call_records add column if not exists source text;
comment on column public.call_records.source is 'The delivery''s source, where it is another than the provider: whose word the provider''s id is. Null = the provider''s own, or a call without an id.';

-- Sources that an earlier rollback kept come back first: the delivery that knows them may be purged by now.
do $$
begin
  if pg_catalog.to_regclass('archive.call_records__source') is not null then
    alter table public.call_records disable trigger user;
    update public.call_records r
    set source = k.source
    from archive.call_records__source k
    where k.id = r.id;
    alter table public.call_records enable trigger user;
    drop table archive.call_records__source;
  end if;
end
$$;

-- Calls of a source that named another provider know their source from the delivery that added them.
do $$
begin
  if exists (
    select
    from public.call_records r
    join public.deliveries d on d.id = r.delivery_id
    where r.provider_call_id is not null
      and r.source is null
      and d.source <> r.provider)
  then
    -- Nothing is told otherwise: no roll-up is made again and no moment of change is stamped.
    alter table public.call_records disable trigger user;
    update public.call_records r
    set source = d.source
    from public.deliveries d
    where d.id = r.delivery_id
      and r.provider_call_id is not null
      and r.source is null
      and d.source <> r.provider;
    alter table public.call_records enable trigger user;
  end if;
end
$$;

drop index if exists public.call_records_provider_once;
create unique index call_records_provider_once on public.call_records (
  provider, provider_call_id, client_id, source, (case when client_id is null then coalesce(client_email, client_phone) end)
) nulls not distinct where provider_call_id is not null;
comment on index public.call_records_provider_once is 'A call is (source, provider id, client). A call without a client is kept apart by the address it came with.';

-- Whose are the calls of this number, once it is known? By e-mail there is an index already.
create index if not exists call_records_unmatched_phone on public.call_records (client_phone) where client_id is null;

-- Calls that the narrower key of a rollback had no room for come back, unless they were imported again meanwhile. A number that was given
-- to another call meanwhile stays there.
do $$
begin
  if pg_catalog.to_regclass('archive.calls_of_one_id') is not null then
    perform pg_catalog.setval(pg_catalog.pg_get_serial_sequence('public.call_records', 'id'), n.next, false)
    from (
      select coalesce(max(b.id), 0) + 1 as next
      from (select r.id from public.call_records r union all select k.id from archive.calls_of_one_id k) b
    ) n
    where n.next > (select s.last_value from public.call_records_id_seq s);
    insert into public.call_records (
      id, client_id, client_email, client_phone, provider, provider_call_id, row_key, started_at, logged_at, direction, channel, status,
      outcome, duration_seconds, staff, notes, delivery_id, created_at, updated_at, source)
    overriding system value
    select
      case
        when exists (select from public.call_records t where t.id = k.id)
        then pg_catalog.nextval(pg_catalog.pg_get_serial_sequence('public.call_records', 'id'))
        else k.id
      end,
      k.client_id, k.client_email, k.client_phone, k.provider, k.provider_call_id, k.row_key, k.started_at, k.logged_at, k.direction, k.channel, k.status,
      k.outcome, k.duration_seconds, k.staff, k.notes, k.delivery_id, k.created_at, k.updated_at, k.source
    from archive.calls_of_one_id k
    where k.client_id is null
      or exists (select from public.clients c where c.id = k.client_id)
    order by k.id
    on conflict do nothing;
    drop table archive.calls_of_one_id;
  end if;
end
$$;
