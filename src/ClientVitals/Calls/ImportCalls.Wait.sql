-- Wait until the other import has ended.
select pg_advisory_xact_lock(20251203, 3)
