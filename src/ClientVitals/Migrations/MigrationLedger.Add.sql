-- Writes a pushed migration into both ledgers.
with
pushed as (
  insert into supabase_migrations.schema_migrations (version, name, statements)
  values (@version::text, @name::text, @statements::text[])
  returning version, name
)
insert into vitals_ledger.history (version, name, action, hash)
select
  pushed.version,
  pushed.name,
  'push',
  @hash::text
from pushed
