-- The rules of the version that this back-test tests, and of the scorecard it is compared with.
select
  v.definition::text as version,
  f.definition::text as in_force
from public.scorecard_back_tests b
join public.health_scorecards v on v.id = b.scorecard_id
join public.health_scorecards f on f.id = b.compared_with
where b.id = @run::bigint
