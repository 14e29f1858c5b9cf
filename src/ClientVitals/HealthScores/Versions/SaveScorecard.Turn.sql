-- One change of the scorecards at a time, until the transaction ends.
select pg_advisory_xact_lock(20260131, 510)
