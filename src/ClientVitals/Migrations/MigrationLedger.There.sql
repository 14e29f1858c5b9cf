-- Which ledgers does this database have?
select
  to_regclass('supabase_migrations.schema_migrations') is not null as has_ledger,
  exists (
    select from pg_catalog.pg_attribute a
    where a.attrelid = to_regclass('supabase_migrations.schema_migrations') and a.attname = 'statements' and not a.attisdropped
  ) as has_statements,
  to_regclass('vitals_ledger.history') is not null as has_history
