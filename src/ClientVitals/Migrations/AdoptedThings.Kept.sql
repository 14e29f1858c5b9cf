-- What did an adoption leave to the owner as it was?
select a.name
from vitals_ledger.adopted a
where a.action = 'kept'
