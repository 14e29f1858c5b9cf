-- Wait for another run of the watcher; held until the transaction ends.
select pg_advisory_xact_lock(20260131, 13)
