-- Is nobody at work under this key? Held until the transaction ends, also through a pooler.
select pg_try_advisory_xact_lock(hashtextextended(@by::text || ' ' || @key::text, 20251218))
