-- Was this database adopted?
select exists (select from vitals_ledger.adopted a where a.action = 'adopted') as done
