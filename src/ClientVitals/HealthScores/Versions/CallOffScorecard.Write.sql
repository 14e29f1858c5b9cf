-- Let this scorecard not begin after all.
update public.health_scorecards c
set in_force_from = null,
    switched_on_at = null,
    switched_on_by = null
where c.name || '-v' || c.version = @scorecard::text
  and c.in_force_from > @now::timestamptz
