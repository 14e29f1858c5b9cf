-- Wait until no import of many rows is at work, and keep others waiting. Few rows need no turn here: they hold no lock that a rebuild waits for before they have one on the calls.
select pg_advisory_xact_lock(20251203, 3)
