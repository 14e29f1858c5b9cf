-- Can this database say what an adoption did?
select pg_catalog.to_regclass('vitals_ledger.adopted') is not null as there
