-- Which migrations are applied, with what we know of the push that applied each, or of the repair that said so? Statements only where no hash
-- says what they were: they are the whole text of every file.
select
  m.version,
  m.name,
  case when h.hash is null then m.statements end as statements,
  h.hash,
  h.done_at as applied_at,
  h.done_by as applied_by
from supabase_migrations.schema_migrations m
left join lateral (
  select
    p.action,
    p.hash,
    p.done_at,
    p.done_by
  from vitals_ledger.history p
  where p.version = m.version
  order by p.id desc
  limit 1
) h on h.action in ('push', 'repair_applied')
order by m.version collate "C"
