-- Wait until nobody else changes the settings; held until the transaction ends, also through a pooler.
select pg_advisory_xact_lock(20251216, 2)
