-- Raises when 20260117000001_undo_of_deliveries is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
begin
  if not exists (
    select from pg_catalog.pg_attribute a
    where a.attrelid = 'public.call_records'::regclass and a.attname = 'source_order' and not a.attisdropped)
  then
    raise exception '20260117000001_undo_of_deliveries is not in place; call_records has no column source_order';
  end if;
  if not exists (
    select from pg_catalog.pg_attribute a
    where a.attrelid = 'public.deliveries'::regclass and a.attname = 'undone_at' and not a.attisdropped)
  then
    raise exception '20260117000001_undo_of_deliveries is not in place; deliveries has no column undone_at';
  end if;
  if to_regclass('public.delivery_changes') is null
    or to_regclass('public.delivery_changes_call') is null
    or to_regclass('public.delivery_changes_calls') is null
  then
    raise exception '20260117000001_undo_of_deliveries is not in place; delivery_changes or an index of it is missing';
  end if;
  if not (select c.relrowsecurity from pg_catalog.pg_class c where c.oid = 'public.delivery_changes'::regclass) then
    raise exception '20260117000001_undo_of_deliveries is not in place; delivery_changes has no row-level security';
  end if;
end
$$;
