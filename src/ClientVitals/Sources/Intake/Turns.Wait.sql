-- Wait until the others have ended: the source first.
select pg_advisory_xact_lock(20251204, hashtext(@source::text)), pg_advisory_xact_lock(20251203, 3)
