-- Wait until no import is under way, and let none begin: the import's own lock.
select pg_advisory_xact_lock(20251203, 3)
