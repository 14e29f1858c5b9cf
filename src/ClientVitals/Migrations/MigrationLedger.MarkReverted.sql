-- Takes a migration out of the ledger without undoing it, and remembers that; its file may be unknown here.
with
unmarked as (
  delete from supabase_migrations.schema_migrations
  where version = @version::text
  returning version, name
)
insert into vitals_ledger.history (version, name, action, hash)
select
  unmarked.version,
  coalesce(@name::text, unmarked.name, ''),
  'repair_reverted',
  coalesce(@hash::text, '')
from unmarked
