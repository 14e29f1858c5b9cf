-- Raises when 20251209000002_archive_is_safe is not in place. Run inside a transaction that is rolled back; changes nothing.
do $$
declare
  missing text;
begin
  select string_agg(p.what, ', ') into missing
  from (values
    ('function archive.follow_keys', to_regprocedure('archive.follow_keys(regclass, regclass, boolean)') is not null),
    ('the lock in archive.keep_rows', (select prosrc like '%lock table%' from pg_proc where oid = to_regprocedure('archive.keep_rows(regclass)'))),
    ('the lock in archive.keep_columns', (select prosrc like '%lock table%' from pg_proc where oid = to_regprocedure('archive.keep_columns(regclass, text[], text)'))),
    ('the keys in archive.give_back_rows', (select prosrc like '%follow_keys%' from pg_proc where oid = to_regprocedure('archive.give_back_rows(regclass)'))),
    ('the keys in archive.give_back_columns', (select prosrc like '%follow_keys%' from pg_proc where oid = to_regprocedure('archive.give_back_columns(regclass, text)')))
  ) as p (what, is_there)
  where p.is_there is not true;
  if missing is not null then
    raise exception '20251209000002_archive_is_safe is not in place; missing: %', missing;
  end if;
end
$$;
