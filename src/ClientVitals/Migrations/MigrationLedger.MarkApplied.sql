-- Writes into both ledgers that a migration is applied, without running it: its row becomes what the file here says.
with
marked as (
  insert into supabase_migrations.schema_migrations (version, name, statements)
  values (@version::text, @name::text, @statements::text[])
  on conflict (version) do update
  set
    name = excluded.name,
    statements = excluded.statements
  returning version, name
)
insert into vitals_ledger.history (version, name, action, hash)
select
  marked.version,
  marked.name,
  'repair_applied',
  @hash::text
from marked
