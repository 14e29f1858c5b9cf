-- The owner's views on columns that get another type: the statements that take each away and make it again as it was, in the order of making.
with recursive columns as (
  select
    c.oid as id,
    a.attnum
  from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where pg_catalog.format('%I.%I.%I', n.nspname, c.relname, a.attname) = any (@columns::text[])
),
reached as (
  select
    w.ev_class as id,
    1 as step
  from columns k
  join pg_catalog.pg_depend d on d.refclassid = 'pg_catalog.pg_class'::regclass and d.refobjid = k.id and d.refobjsubid in (0, k.attnum) and d.classid = 'pg_catalog.pg_rewrite'::regclass
  join pg_catalog.pg_rewrite w on w.oid = d.objid
  where w.ev_class <> k.id
  union
  select
    w.ev_class,
    r.step + 1
  from reached r
  join pg_catalog.pg_depend d on d.refclassid = 'pg_catalog.pg_class'::regclass and d.refobjid = r.id and d.classid = 'pg_catalog.pg_rewrite'::regclass
  join pg_catalog.pg_rewrite w on w.oid = d.objid
  where w.ev_class <> r.id
),
views as (
  select
    c.oid as id,
    c.relkind as kind,
    c.relacl as rights,
    c.relowner as owner,
    c.relnamespace as schema_id,
    c.relispopulated as is_filled,
    c.reloptions as options,
    pg_catalog.format('%I.%I', n.nspname, c.relname) as named,
    case c.relkind when 'm' then 'materialized view' else 'view' end as what,
    max(r.step) as step
  from reached r
  join pg_catalog.pg_class c on c.oid = r.id and c.relkind in ('v', 'm')
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  group by c.oid, n.nspname
),
-- What belongs to a view besides its text, each as a statement.
belongings as (
  select v.id, 1 as turn, pg_catalog.pg_get_indexdef(i.indexrelid) as statement
  from views v
  join pg_catalog.pg_index i on i.indrelid = v.id
  union all
  select v.id, 2, pg_catalog.pg_get_triggerdef(t.oid)
  from views v
  join pg_catalog.pg_trigger t on t.tgrelid = v.id and not t.tgisinternal
  union all
  select v.id, 3, pg_catalog.format('alter view %s alter column %I set default %s', v.named, a.attname, pg_catalog.pg_get_expr(f.adbin, f.adrelid))
  from views v
  join pg_catalog.pg_attrdef f on f.adrelid = v.id
  join pg_catalog.pg_attribute a on a.attrelid = v.id and a.attnum = f.adnum
  union all
  select v.id, 4, pg_catalog.format('comment on %s %s is %L', v.what, v.named, pg_catalog.obj_description(v.id, 'pg_class'))
  from views v
  where pg_catalog.obj_description(v.id, 'pg_class') is not null
  union all
  select v.id, 4, pg_catalog.format('comment on column %s.%I is %L', v.named, a.attname, pg_catalog.col_description(v.id, a.attnum))
  from views v
  join pg_catalog.pg_attribute a on a.attrelid = v.id and a.attnum > 0
  where pg_catalog.col_description(v.id, a.attnum) is not null
  union all
  -- A new view gets the rights that are given by default; it had its own.
  select distinct v.id, 5, pg_catalog.format('revoke all on %s from %s', v.named, case e.grantee when 0 then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(e.grantee)) end)
  from views v
  join pg_catalog.pg_default_acl d on d.defaclobjtype = 'r' and d.defaclnamespace in (0, v.schema_id)
  cross join lateral pg_catalog.aclexplode(d.defaclacl) e
  where e.grantee <> v.owner
  union all
  select v.id, 6, pg_catalog.format('grant %s on %s to %s%s', e.privilege_type, v.named,
    case e.grantee when 0 then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(e.grantee)) end,
    case when e.is_grantable then ' with grant option' else '' end)
  from views v
  cross join lateral pg_catalog.aclexplode(v.rights) e
  where e.grantee <> v.owner
  union all
  select v.id, 6, pg_catalog.format('grant %s (%I) on %s to %s', e.privilege_type, a.attname, v.named,
    case e.grantee when 0 then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(e.grantee)) end)
  from views v
  join pg_catalog.pg_attribute a on a.attrelid = v.id and a.attnum > 0
  cross join lateral pg_catalog.aclexplode(a.attacl) e
  union all
  select v.id, 7, pg_catalog.format('alter %s %s owner to %I', v.what, v.named, pg_catalog.pg_get_userbyid(v.owner))
  from views v
  where v.owner <> (select o.oid from pg_catalog.pg_roles o where o.rolname = current_user)
)
select
  v.named,
  pg_catalog.format('drop %s %s', v.what, v.named) as away,
  pg_catalog.format(
    E'create %s %s%s as\n%s%s',
    v.what,
    v.named,
    case when v.options is null then '' else pg_catalog.format(' with (%s)', pg_catalog.array_to_string(v.options, ', ')) end,
    pg_catalog.rtrim(pg_catalog.pg_get_viewdef(v.id), ';'),
    case when v.kind = 'm' and not v.is_filled then E'\nwith no data' else '' end)
  || coalesce((select string_agg(E';\n' || b.statement, '' order by b.turn, b.statement) from belongings b where b.id = v.id), '') as again
from views v
order by v.step, v.named
