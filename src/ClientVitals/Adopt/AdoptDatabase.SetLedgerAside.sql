-- Take the owner's migrations out of the ledger, so that our files count as pending, and remember them with what they ran.
with
gone as (
  delete from supabase_migrations.schema_migrations
  returning version, name, statements
),
remembered as (
  insert into vitals_ledger.history (version, name, action, hash)
  select
    g.version,
    coalesce(g.name, ''),
    'adopt',
    ''
  from gone g
  order by g.version collate "C"
)
insert into vitals_ledger.adopted (action, name, ddl)
select
  'set aside',
  'supabase_migrations.schema_migrations ' || g.version || coalesce('_' || nullif(g.name, ''), ''),
  coalesce(pg_catalog.array_to_string(g.statements, E';\n'), '')
from gone g
order by g.version collate "C"
