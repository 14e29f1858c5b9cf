-- Wait until no other change of accounts is under way, and let none begin before this one ends.
select pg_advisory_xact_lock(20251216, 1)
