-- Undo of 20260122000001_kept_files. Files and columns go to the archive and come back with the next push.
-- What it cannot give back: calls that went over to another delivery with an undo stay with that one after a redo.
update public.delivery_changes c
set kind = 'UNDONE_CONFIRMED',
    before = null,
    after = null
where c.kind = 'UNDONE_HANDED';
alter table public.delivery_changes drop constraint delivery_changes_kind_is_known;
alter table public.delivery_changes add constraint delivery_changes_kind_is_known
  check (kind in ('CORRECTED', 'CONFIRMED', 'UNDONE_ADDED', 'UNDONE_CORRECTED', 'UNDONE_CONFIRMED', 'UNDONE_CLIENT'));
comment on column public.delivery_changes.kind is 'CORRECTED (before: what the call said), CONFIRMED (told again as it was); of a delivery that was undone: UNDONE_ADDED (after: the call), UNDONE_CORRECTED (before and after), UNDONE_CONFIRMED, UNDONE_CLIENT (after: the client it made, with addresses).';
select archive.keep_columns('public.deliveries', array['file_id', 'corrects_id'], '20260122000001');
drop index public.deliveries_read_again;
alter table public.deliveries drop column file_id, drop column corrects_id;
select archive.keep_rows('public.delivery_files');
drop table public.delivery_files;
