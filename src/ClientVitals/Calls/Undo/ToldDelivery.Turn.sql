-- Wait until nobody else is at work on this source, nor on anybody's addresses, as an import of many rows does.
select pg_advisory_xact_lock(20251204, hashtext(@source::text)), pg_advisory_xact_lock(20251203, 3)
