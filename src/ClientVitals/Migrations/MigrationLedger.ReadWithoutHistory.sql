-- Which migrations has another program applied, when we never pushed here?
select
  m.version,
  m.name,
  m.statements,
  null::text as hash,
  null::timestamptz as applied_at,
  null::text as applied_by
from supabase_migrations.schema_migrations m
order by m.version collate "C"
