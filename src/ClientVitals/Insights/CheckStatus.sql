-- How each check ended at its last run, by kind; at most a thousand.
select
  k.kind,
  k.state,
  k.ran_at,
  k.succeeded_at,
  k.sentence,
  k.subjects,
  k.found,
  k.held
from public.insight_checks k
order by k.kind
limit 1000
