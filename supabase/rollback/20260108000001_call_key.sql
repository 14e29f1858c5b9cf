-- Undo of 20260108000001_call_key: a call is (provider, provider id) again.
-- What it cannot give back: under the narrower key there is room for one call of each provider and id. The first stays; the others (other
-- sources, other clients of the same call) go to the archive with all they say and come back with the next push. Until then they count for
-- nobody, and a delivery may overwrite the one that stays.
do $$
declare
  kept bigint;
  gone bigint;
begin
  create table archive.calls_of_one_id as
  select n.*
  from public.call_records n
  where n.provider_call_id is not null
    and exists (
      select
      from public.call_records f
      where f.provider = n.provider
        and f.provider_call_id = n.provider_call_id
        and f.id < n.id);
  get diagnostics kept = row_count;
  delete from public.call_records r
  using archive.calls_of_one_id k
  where k.id = r.id;
  get diagnostics gone = row_count;
  if kept <> gone then
    raise exception 'The archive of calls with the same id holds % rows, % went; nothing was rolled back.', kept, gone;
  end if;
  if kept = 0 then
    drop table archive.calls_of_one_id;
  else
    alter table archive.calls_of_one_id enable row level security;
    comment on table archive.calls_of_one_id is 'Calls of public.call_records that share provider and id with an earlier one, kept by the rollback of 20260108000001.';
    raise notice '% calls share provider and id with another; they are kept in archive.calls_of_one_id until the next push.', kept;
  end if;

  create table archive.call_records__source as
  select r.id, r.source
  from public.call_records r
  where r.source is not null;
  get diagnostics kept = row_count;
  if kept = 0 then
    drop table archive.call_records__source;
  else
    alter table archive.call_records__source enable row level security;
    comment on table archive.call_records__source is 'The sources of public.call_records, kept by the rollback of 20260108000001.';
  end if;
end
$$;
drop index public.call_records_unmatched_phone;
drop index public.call_records_provider_once;
create unique index call_records_provider_once on public.call_records (provider, provider_call_id) where provider_call_id is not null;
alter table public.call_records drop column source;
