-- Wait until nobody else begins a back-test; held until the transaction ends, also through a pooler.
select pg_advisory_xact_lock(20251208, 2)
