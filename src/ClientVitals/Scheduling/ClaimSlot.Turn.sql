-- Wait until nobody else claims a run of a job that has no hours; held until the transaction ends, also through a pooler.
select pg_advisory_xact_lock(20251217, hashtext(@job::text))
