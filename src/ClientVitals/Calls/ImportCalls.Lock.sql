-- Is nobody else importing? Held until the transaction ends, also through a pooler.
select pg_try_advisory_xact_lock(20251203, 3)
