-- Which statements take the person out of what rollbacks have put into the archive? Rows by their client; columns kept for rows that are gone.
with kept as (
  select c.oid, c.relname as name, split_part(c.relname, '__', 1) as of_table
  from pg_catalog.pg_class c
  where c.relnamespace = 'archive'::regnamespace
    and c.relkind = 'r'
),
columns as (
  select k.name, k.of_table, a.attname as named
  from kept k
  join pg_catalog.pg_attribute a on a.attrelid = k.oid and a.attnum > 0 and not a.attisdropped
),
written as (
  select 1 as turn, format('delete from archive.%I where client_id = any (@clients)', c.name) as statement
  from columns c
  where c.named = 'client_id'
  union all
  select 1, format('delete from archive.%I where id = any (@clients)', k.name)
  from kept k
  where k.name = 'clients'
  union all
  select 1, format('delete from archive.%I where lower(btrim(%I)) = any (@addresses)', c.name, c.named)
  from columns c
  where c.named in ('email', 'client_email', 'phone', 'client_phone')
    -- Some keep their own addresses: staff and users.
    and c.of_table <> all (@keeps::text[])
  union all
  -- Kept files belong to no client: what a rollback archived of them goes whole.
  select 1, format('delete from archive.%I', k.name)
  from kept k
  where k.name = 'delivery_files'
  union all
  select 2, format(
    'delete from archive.%I a where not exists (select from %s b where b.id = a.id)',
    k.name,
    coalesce(to_regclass(format('public.%I', k.of_table)), to_regclass(format('archive.%I', k.of_table))))
  from kept k
  join columns c on c.name = k.name and c.named = 'id'
  where k.name <> k.of_table
    and coalesce(to_regclass(format('public.%I', k.of_table)), to_regclass(format('archive.%I', k.of_table))) is not null
)
select w.statement
from written w
order by w.turn, w.statement
