-- The archive, safe: a table is locked before it is copied, and what comes back obeys each foreign key's own delete action,
-- so that a person erased after a rollback neither stops the next push nor comes back with it.

create or replace function archive.keep_rows(kept regclass) returns bigint
language plpgsql volatile set search_path = '' as $$
declare
  name text := (select c.relname from pg_catalog.pg_class c where c.oid = kept);
  there bigint;
  archived bigint;
begin
  -- The lock the drop will need, taken before the copy: a row committed in between would be in neither.
  execute pg_catalog.format('lock table %s in access exclusive mode', kept);
  execute pg_catalog.format('create table archive.%I as table %s', name, kept);
  execute pg_catalog.format('alter table archive.%I enable row level security', name);
  execute pg_catalog.format('comment on table archive.%I is %L', name, 'Rows of ' || kept::text || ', kept by a rollback.');
  execute pg_catalog.format('select count(*) from %s', kept) into there;
  execute pg_catalog.format('select count(*) from archive.%I', name) into archived;
  if there <> archived then
    raise exception 'The archive of % holds % rows, the table holds %; nothing was rolled back.', kept, archived, there;
  end if;
  return archived;
end
$$;
comment on function archive.keep_rows(regclass) is 'Locks a table and copies its rows into the archive before a rollback drops it; returns how many. Raises when the counts differ or an older archive of it still stands.';

create or replace function archive.keep_columns(kept regclass, columns text[], version text) returns bigint
language plpgsql volatile set search_path = '' as $$
declare
  name text := (select c.relname from pg_catalog.pg_class c where c.oid = kept) || '__' || version;
  listed text := (select pg_catalog.string_agg(pg_catalog.quote_ident(c), ', ') from pg_catalog.unnest(columns) c);
  archived bigint;
  there bigint;
begin
  execute pg_catalog.format('lock table %s in access exclusive mode', kept);
  execute pg_catalog.format('create table archive.%I as select id, %s from %s', name, listed, kept);
  execute pg_catalog.format('alter table archive.%I enable row level security', name);
  execute pg_catalog.format('comment on table archive.%I is %L', name, 'Columns of ' || kept::text || ', kept by the rollback of ' || version || '.');
  execute pg_catalog.format('select count(*) from %s', kept) into there;
  execute pg_catalog.format('select count(*) from archive.%I', name) into archived;
  if there <> archived then
    raise exception 'The archive of % holds % rows, the table holds %; nothing was rolled back.', kept, archived, there;
  end if;
  return archived;
end
$$;
comment on function archive.keep_columns(regclass, text[], text) is 'Locks a table and copies columns (with its id) into the archive before a rollback drops them; returns the rows kept.';

create or replace function archive.follow_keys(given regclass, kept regclass, rows_live boolean) returns bigint
language plpgsql volatile set search_path = '' as $$
declare
  key record;
  touched bigint;
  changed boolean := true;
  left_out bigint := 0;
begin
  -- A row left out may be what other rows of the same table belong to: until a pass finds nothing more.
  while changed loop
    changed := false;
    for key in
      select
        k.confdeltype,
        case when k.confrelid = given then kept else k.confrelid::regclass end as parent,
        pg_catalog.string_agg(pg_catalog.format('kept.%I is not null', mine.attname), ' and ') as is_set,
        pg_catalog.string_agg(pg_catalog.format('parent.%I = kept.%I', theirs.attname, mine.attname), ' and ') as meets,
        pg_catalog.string_agg(pg_catalog.format('%I = null', mine.attname), ', ')
          filter (where k.confdeltype <> 'n' or k.confdelsetcols is null or mine.attnum = any (k.confdelsetcols)) as emptied
      from pg_catalog.pg_constraint k
      cross join lateral unnest(k.conkey, k.confkey) as pair (mine, theirs)
      join pg_catalog.pg_attribute mine on mine.attrelid = k.conrelid and mine.attnum = pair.mine
      join pg_catalog.pg_attribute theirs on theirs.attrelid = k.confrelid and theirs.attnum = pair.theirs
      left join pg_catalog.pg_attribute a on a.attrelid = kept and a.attname = mine.attname and not a.attisdropped
      where k.conrelid = given and k.contype = 'f' and k.conparentid = 0
      group by k.oid, k.confdeltype, k.confrelid
      having count(*) = count(a.attname)
    loop
      -- A key that would have forbidden the deletion takes no living row along.
      if key.confdeltype = 'n' or (rows_live and key.confdeltype <> 'c') then
        execute pg_catalog.format('update %s kept set %s where %s and not exists (select from %s parent where %s)',
          kept, key.emptied, key.is_set, key.parent, key.meets);
        get diagnostics touched = row_count;
      else
        execute pg_catalog.format('delete from %s kept where %s and not exists (select from %s parent where %s)',
          kept, key.is_set, key.parent, key.meets);
        get diagnostics touched = row_count;
        left_out := left_out + touched;
      end if;
      changed := changed or touched > 0;
    end loop;
  end loop;
  return left_out;
end
$$;
comment on function archive.follow_keys(regclass, regclass, boolean) is
  'Does to archived rows what the foreign keys of their table would have done when the rows they name were deleted: set null empties the columns, any other action takes the row out. Returns how many were taken out. When the rows themselves live (only columns were kept), nothing but a cascade takes one out.';

create or replace function archive.give_back_rows(given regclass) returns bigint
language plpgsql volatile set search_path = '' as $$
declare
  name text := (select c.relname from pg_catalog.pg_class c where c.oid = given);
  kept regclass := pg_catalog.to_regclass(pg_catalog.format('archive.%I', name));
  shared_columns text;
  numbered text;
  archived bigint;
  left_out bigint;
  restored bigint;
begin
  if kept is null then
    return 0;
  end if;
  left_out := archive.follow_keys(given, kept, rows_live => false);
  if left_out > 0 then
    raise notice '% rows of % were left out: what they belong to was deleted after the rollback.', left_out, given;
  end if;
  select pg_catalog.string_agg(pg_catalog.quote_ident(t.attname), ', ' order by t.attnum)
  into shared_columns
  from pg_catalog.pg_attribute t
  join pg_catalog.pg_attribute a on a.attrelid = kept and a.attname = t.attname and not a.attisdropped
  where t.attrelid = given and t.attnum > 0 and not t.attisdropped and t.attgenerated = '';
  execute pg_catalog.format('select count(*) from %s', kept) into archived;
  -- Rows come back as they were: no trigger may stamp or count them anew.
  execute pg_catalog.format('alter table %s disable trigger user', given);
  -- Rows that the migration itself seeds give way to the kept ones.
  execute pg_catalog.format('delete from %s', given);
  execute pg_catalog.format('insert into %s (%s) overriding system value select %s from %s', given, shared_columns, shared_columns, kept);
  get diagnostics restored = row_count;
  execute pg_catalog.format('alter table %s enable trigger user', given);
  if restored <> archived then
    raise exception 'The archive of % held % rows, % came back.', given, archived, restored;
  end if;
  for numbered in
    select t.attname from pg_catalog.pg_attribute t where t.attrelid = given and t.attidentity <> '' and not t.attisdropped
  loop
    execute pg_catalog.format(
      'select pg_catalog.setval(pg_catalog.pg_get_serial_sequence(%L, %L), coalesce(max(%I), 0) + 1, false) from %s',
      given::text, numbered, numbered, given);
  end loop;
  execute pg_catalog.format('drop table %s', kept);
  return restored;
end
$$;
comment on function archive.give_back_rows(regclass) is 'Moves a table''s archived rows back after a push made it again, without those whose foreign keys name rows deleted since; returns how many, 0 when nothing was kept.';

create or replace function archive.give_back_columns(given regclass, version text) returns bigint
language plpgsql volatile set search_path = '' as $$
declare
  name text := (select c.relname from pg_catalog.pg_class c where c.oid = given) || '__' || version;
  kept regclass := pg_catalog.to_regclass(pg_catalog.format('archive.%I', name));
  assigned text;
  left_out bigint;
  restored bigint;
begin
  if kept is null then
    return 0;
  end if;
  select pg_catalog.string_agg(pg_catalog.format('%1$I = kept.%1$I', a.attname), ', ')
  into assigned
  from pg_catalog.pg_attribute a
  where a.attrelid = kept and a.attnum > 0 and not a.attisdropped and a.attname <> 'id';
  execute pg_catalog.format('alter table %s disable trigger user', given);
  -- A row whose owner was deleted while its key was away goes as it would have gone with the key in place.
  execute pg_catalog.format('delete from %s kept where not exists (select from %s now_there where now_there.id = kept.id)', kept, given);
  execute pg_catalog.format('create temporary table kept_ids on commit drop as select id from %s', kept);
  left_out := archive.follow_keys(given, kept, rows_live => true);
  execute pg_catalog.format(
    'delete from %s gone using pg_temp.kept_ids k where k.id = gone.id and not exists (select from %s kept where kept.id = gone.id)',
    given, kept);
  drop table pg_temp.kept_ids;
  if left_out > 0 then
    raise notice '% rows of % were taken out: what they belong to was deleted after the rollback.', left_out, given;
  end if;
  execute pg_catalog.format('update %s as now_there set %s from %s kept where kept.id = now_there.id', given, assigned, kept);
  get diagnostics restored = row_count;
  execute pg_catalog.format('alter table %s enable trigger user', given);
  execute pg_catalog.format('drop table %s', kept);
  return restored;
end
$$;
comment on function archive.give_back_columns(regclass, text) is 'Writes archived columns back to the rows that still exist, and takes out the rows whose given back foreign keys name rows deleted since; returns how many were written, 0 when nothing was kept.';

revoke all on function archive.follow_keys(regclass, regclass, boolean) from public;
