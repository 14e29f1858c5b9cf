-- Which migrations are applied, on a ledger of the oldest form?
select
  m.version,
  null::text as name,
  null::text[] as statements,
  null::text as hash,
  null::timestamptz as applied_at,
  null::text as applied_by
from supabase_migrations.schema_migrations m
order by m.version collate "C"
