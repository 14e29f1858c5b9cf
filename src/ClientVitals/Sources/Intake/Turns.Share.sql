-- Wait until no import of many rows makes people.
select pg_advisory_xact_lock_shared(20251203, 3)
