-- Which columns that an adoption kept have gone with their table?
select a.name
from vitals_ledger.adopted a
where a.action = 'kept'
  and a.column_of is not null
  and pg_catalog.to_regclass(a.column_of) is null
order by a.id
