-- May this scoring begin, or does another one run? Held until the transaction ends, also through a pooler.
select pg_try_advisory_xact_lock(20260130, 3) as may_begin
