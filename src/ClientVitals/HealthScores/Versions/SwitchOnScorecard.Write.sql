-- From the next business day on scores are made by this scorecard; from which moment is that?
update public.health_scorecards c
set in_force_from = ((@now::timestamptz at time zone (select public.business_zone()))::date + 1)::timestamp at time zone (select public.business_zone()),
    switched_on_at = @now::timestamptz,
    switched_on_by = @by::text
where c.id = @id::int
returning c.in_force_from
