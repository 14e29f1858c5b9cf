-- Takes a rolled back migration out of the ledger and remembers that it was.
with
undone as (
  delete from supabase_migrations.schema_migrations
  where version = @version::text
  returning version
)
insert into vitals_ledger.history (version, name, action, hash)
select
  undone.version,
  @name::text,
  'rollback',
  @hash::text
from undone
