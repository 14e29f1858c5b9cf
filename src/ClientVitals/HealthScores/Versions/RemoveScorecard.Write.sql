-- Delete this version of a scorecard, by which no score was made.
delete from public.health_scorecards c
where c.name || '-v' || c.version = @scorecard::text
  and c.in_force_from is null
  and c.name <> 'documented'
