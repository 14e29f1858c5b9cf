-- Wait until no other run completes the queue; the lock ends with the transaction.
select pg_advisory_xact_lock(7205759403792794)
