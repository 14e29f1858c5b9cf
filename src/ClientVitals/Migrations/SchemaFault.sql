-- What in our schemas breaks a rule that every table, column, function, policy, key and index of ours keeps?
with
ours as (
  select
    n.oid as schema_id,
    n.nspname as schema
  from pg_catalog.pg_namespace n
  where n.nspname in ('public', 'archive', 'vitals_ledger')
),
-- An extension's own objects follow the extension's rules.
relations as (
  select
    c.oid as id,
    c.relkind as kind,
    c.relrowsecurity as has_row_security,
    o.schema,
    pg_catalog.format('%I.%I', o.schema, c.relname) as named
  from pg_catalog.pg_class c
  join ours o on o.schema_id = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm')
    -- What an adoption left to the owner follows the owner's rules.
    and pg_catalog.format('%I.%I', o.schema, c.relname) <> all (@kept::text[])
    and not exists (select from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
),
functions as (
  select
    p.oid as id,
    p.prokind as kind,
    p.prosecdef as is_definer,
    -- A trigger's function is called by its trigger alone.
    case when p.prorettype <> 'pg_catalog.trigger'::regtype then (
      select string_agg(case e.grantee when 0 then 'everybody' else pg_catalog.pg_get_userbyid(e.grantee)::text end, ', ' order by e.grantee)
      from pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) e
      where e.privilege_type = 'EXECUTE'
        and (e.grantee = 0 or pg_catalog.pg_get_userbyid(e.grantee) in ('anon', 'authenticated'))
    ) end as open_to,
    exists (select from unnest(p.proconfig) c where c like 'search\_path=%') as has_search_path,
    pg_catalog.format('%I.%I(%s)', o.schema, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid)) as named
  from pg_catalog.pg_proc p
  join ours o on o.schema_id = p.pronamespace
  where pg_catalog.format('%I.%I(%s)', o.schema, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid)) <> all (@kept::text[])
    and not exists (select from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
),
faults as (
  select
    'definer without search_path' as kind,
    f.named as subject,
    'It runs with its owner''s rights: a caller could put another object of the same name first in the search path. Add: set search_path = '''' and write its names in full.' as what_to_do
  from functions f
  where f.is_definer and not f.has_search_path
  union all
  select
    'definer open to callers',
    f.named,
    pg_catalog.format(
      'It runs with its owner''s rights, and %s may call it, also over the API. Let it run as its caller (security invoker), with a policy for what it reads; or run: revoke execute on function %s from public, anon, authenticated;',
      f.open_to,
      f.named
    )
  from functions f
  where f.is_definer and f.open_to is not null
  union all
  select
    'function without search_path',
    f.named,
    'What it does depends on who calls it. Add: set search_path = '''' and write its names in full.'
  from functions f
  -- An aggregate has no settings of its own.
  where not f.is_definer and not f.has_search_path and f.kind <> 'a'
  union all
  select
    'table without row security',
    r.named,
    pg_catalog.format('Everybody with a grant sees every row. Run: alter table %s enable row level security; then write its policies.', r.named)
  from relations r
  where r.kind in ('r', 'p') and not r.has_row_security
  union all
  select
    case when r.kind in ('r', 'p') then 'table without comment' else 'view without comment' end,
    r.named,
    'Say in one sentence what a row of it is: comment on ' || case r.kind when 'v' then 'view ' when 'm' then 'materialized view ' else 'table ' end || r.named || ' is …'
  from relations r
  where pg_catalog.obj_description(r.id, 'pg_class') is null
  union all
  select
    'column without comment',
    pg_catalog.format('%s.%I', r.named, a.attname),
    pg_catalog.format('Say what it holds, with its unit: comment on column %s.%I is …', r.named, a.attname)
  from relations r
  join pg_catalog.pg_attribute a on a.attrelid = r.id and a.attnum > 0 and not a.attisdropped
  -- The archive copies what has its comments in public.
  where r.kind in ('r', 'p') and r.schema = 'public' and pg_catalog.col_description(r.id, a.attnum) is null
  union all
  select
    'function without comment',
    f.named,
    'Say in one sentence what it answers or does: comment on ' || case f.kind when 'p' then 'procedure ' when 'a' then 'aggregate ' else 'function ' end || f.named || ' is …'
  from functions f
  where pg_catalog.obj_description(f.id, 'pg_proc') is null
  union all
  select
    'foreign key without index',
    pg_catalog.format('%s %I', r.named, k.conname),
    'Deleting or changing one row there reads the whole table here. Make an index that begins with the key''s columns; one with a condition may only leave out rows where the column is null.'
  from relations r
  join pg_catalog.pg_constraint k on k.conrelid = r.id and k.contype = 'f' and k.conparentid = 0
  where not exists (
    select from pg_catalog.pg_index i
    where i.indrelid = k.conrelid
      and i.indisvalid
      and (i.indkey::int2[])[0: cardinality(k.conkey) - 1] @> k.conkey
      and k.conkey @> (i.indkey::int2[])[0: cardinality(k.conkey) - 1]
      and (
        i.indpred is null
        or pg_catalog.pg_get_expr(i.indpred, i.indrelid) in (
          select pg_catalog.format('(%I IS NOT NULL)', a.attname)
          from pg_catalog.pg_attribute a
          where a.attrelid = k.conrelid and a.attnum = any (k.conkey)
        )
      )
  )
  union all
  select
    'write policy without condition',
    pg_catalog.format('%s %I', r.named, p.polname),
    pg_catalog.format(
      'It lets %s write any row. Give it a condition (using and with check), or give it to service_role alone.',
      (
        select string_agg(case w.id when 0 then 'everybody' else pg_catalog.pg_get_userbyid(w.id)::text end, ', ' order by w.id)
        from unnest(p.polroles) w(id)
      )
    )
  from relations r
  join pg_catalog.pg_policy p on p.polrelid = r.id
  -- A restrictive policy only ever takes away.
  where p.polpermissive
    and p.polcmd <> 'r'
    and p.polroles is distinct from array[(select o.oid from pg_catalog.pg_roles o where o.rolname = 'service_role')]
    and (
      coalesce(pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid), pg_catalog.pg_get_expr(p.polqual, p.polrelid), 'true') = 'true'
      or (p.polcmd in ('*', 'w', 'd') and coalesce(pg_catalog.pg_get_expr(p.polqual, p.polrelid), 'true') = 'true')
    )
  union all
  select
    'invalid index',
    pg_catalog.format('%I.%I', o.schema, c.relname),
    pg_catalog.format('Building it failed: it slows every write and is not used by any read. Run: drop index %I.%I; then build it again.', o.schema, c.relname)
  from pg_catalog.pg_index i
  join pg_catalog.pg_class c on c.oid = i.indexrelid
  join relations r on r.id = i.indrelid
  join ours o on o.schema_id = c.relnamespace
  where not (i.indisvalid and i.indisready and i.indislive)
    -- One that is being built at this moment is not at fault.
    and not exists (select from pg_catalog.pg_stat_progress_create_index b where b.index_relid = i.indexrelid)
)
select
  f.kind,
  f.subject,
  f.what_to_do
from faults f
where f.subject <> all (@kept::text[])
order by f.kind collate "C", f.subject collate "C"
limit 1000
