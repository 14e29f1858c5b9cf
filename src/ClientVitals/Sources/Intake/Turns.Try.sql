-- Is nobody else at work on this source, nor on anybody's addresses? Held until the transaction ends, also through a pooler.
select pg_try_advisory_xact_lock(20251204, hashtext(@source::text)) and pg_try_advisory_xact_lock(20251203, 3)
