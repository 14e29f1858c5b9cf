-- Wait until nobody else changes a playbook; the lock ends with the transaction.
select pg_advisory_xact_lock(7205759403792795)
