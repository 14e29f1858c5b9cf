-- Share this source with other few rows, and wait for those who bring the same addresses or rows, in the order given.
select pg_advisory_xact_lock_shared(20251204, hashtext(@source::text)), (select count(pg_advisory_xact_lock(20251205, k.key)) from unnest(@keys::int[]) as k (key))
