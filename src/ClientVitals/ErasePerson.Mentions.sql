-- Which statements black the person's addresses out of every text there is? Staff and users keep their own addresses; generated columns follow.
select format(
  'update %I.%I set %s where concat_ws('' '', %s) ~* @pattern',
  n.nspname,
  c.relname,
  string_agg(
    case when a.atttypid = 'text'::regtype
      then format('%1$I = regexp_replace(%1$I, @pattern, ''(erased)'', ''gi'')', a.attname)
      else format('%1$I = regexp_replace(%1$I::text, @pattern, ''(erased)'', ''gi'')::%2$s', a.attname, format_type(a.atttypid, null))
    end, ', ' order by a.attnum),
  string_agg(format('%I::text', a.attname), ', ' order by a.attnum)) as statement
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
where n.nspname in ('public', 'archive')
  and c.relkind = 'r'
  and c.relname not in ('staff', 'users')
  and a.atttypid in ('text'::regtype, 'jsonb'::regtype, 'text[]'::regtype)
group by n.nspname, c.relname
order by n.nspname, c.relname
