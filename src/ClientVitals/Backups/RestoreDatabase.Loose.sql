-- Which foreign keys, and which indexes that no constraint needs, stand on these tables: how is each taken off, and how put back
-- as it was? Foreign keys first. What a definition does not tell (a tablespace, a mark for cluster or replication) stays where it is.
with keys as (
  select
    1 as part,
    k.conname::text as name,
    pg_catalog.format('alter table %s drop constraint %I', k.conrelid::regclass, k.conname) as take_off,
    pg_catalog.format('alter table %s add constraint %I %s', k.conrelid::regclass, k.conname, pg_catalog.pg_get_constraintdef(k.oid)) as put_back,
    pg_catalog.format(
      'comment on constraint %I on %s is %L', k.conname, k.conrelid::regclass, pg_catalog.obj_description(k.oid, 'pg_constraint')) as explain
  from pg_catalog.pg_constraint k
  where k.contype = 'f'
    and k.conparentid = 0
    and k.conrelid = any (@tables::text[]::regclass[])
),
indexes as (
  select
    2 as part,
    c.relname::text as name,
    pg_catalog.format('drop index %s', i.indexrelid::regclass) as take_off,
    pg_catalog.pg_get_indexdef(i.indexrelid) as put_back,
    pg_catalog.format('comment on index %s is %L', i.indexrelid::regclass, pg_catalog.obj_description(i.indexrelid, 'pg_class')) as explain
  from pg_catalog.pg_index i
  join pg_catalog.pg_class c on c.oid = i.indexrelid
  where i.indrelid = any (@tables::text[]::regclass[])
    and not exists (select from pg_catalog.pg_constraint k where k.conindid = i.indexrelid)
    and i.indisvalid
    and not i.indisclustered
    and not i.indisreplident
    and c.reltablespace = 0
    and c.relkind = 'i'
    and not c.relispartition
)
select
  take_off,
  put_back,
  explain
from (select * from keys union all select * from indexes) loose
order by part, name collate "C"
