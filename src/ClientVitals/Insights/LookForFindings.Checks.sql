-- Write down how each check ended in this run.
insert into public.insight_checks as k (kind, state, ran_at, succeeded_at, sentence, subjects, found, held)
select c.kind, c.state, @now::timestamptz, case when c.state = 'RAN' then @now::timestamptz end, c.sentence, c.subjects, c.found, c.held
from jsonb_to_recordset(@checks::jsonb) as c (kind text, state text, sentence text, subjects integer, found integer, held integer)
on conflict (kind) do update
set state = excluded.state,
    ran_at = excluded.ran_at,
    succeeded_at = coalesce(excluded.succeeded_at, k.succeeded_at),
    sentence = excluded.sentence,
    subjects = excluded.subjects,
    found = excluded.found,
    held = excluded.held
