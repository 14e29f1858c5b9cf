-- Undo of 20260117000001_undo_of_deliveries. Rows and columns go to the archive and come back with the next push.
-- What it cannot give back: until then older news overwrites newer, and no delivery can be undone.
select archive.keep_rows('public.delivery_changes');
drop table public.delivery_changes;
select archive.keep_columns('public.deliveries', array['undone_at'], '20260117000001');
alter table public.deliveries drop column undone_at;
do $$
declare
  kept bigint;
begin
  create table archive.call_records__source_order as
  select r.id, r.source_order
  from public.call_records r
  where r.source_order is not null;
  get diagnostics kept = row_count;
  if kept = 0 then
    drop table archive.call_records__source_order;
  else
    alter table archive.call_records__source_order enable row level security;
    comment on table archive.call_records__source_order is 'The senders'' own orders of public.call_records, kept by the rollback of 20260117000001.';
  end if;
end
$$;
alter table public.call_records drop column source_order;
