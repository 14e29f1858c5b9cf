-- The columns that hold text, table by table; staff and users keep their own addresses, generated columns follow the ones they are made of.
select
  n.nspname::text as schema,
  c.relname::text as table,
  array_agg(a.attname::text order by a.attnum) as columns,
  array_agg(format_type(a.atttypid, a.atttypmod) order by a.attnum) as types,
  array_agg(
    case
      when t.typname in ('json', 'jsonb') then 'json'
      when t.typcategory = 'A' then 'array'
      else 'text'
    end order by a.attnum) as kinds,
  array_agg(exists (
    select from pg_catalog.pg_index i
    where i.indrelid = c.oid and i.indisunique and a.attnum = any (i.indkey::int2[])
  ) order by a.attnum) as unique_ones
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
join pg_catalog.pg_type t on t.oid = a.atttypid
left join pg_catalog.pg_type e on e.oid = t.typelem
where n.nspname in ('public', 'archive', 'set_aside')
  and c.relkind = 'r'
  and not (n.nspname in ('public', 'archive') and split_part(c.relname, '__', 1) in ('staff', 'users'))
  and (
    t.typcategory = 'S'
    or t.typname in ('json', 'jsonb')
    or (t.typcategory = 'A' and e.typcategory = 'S')
  )
group by n.nspname, c.oid, c.relname
order by n.nspname, c.relname
