-- Writes one client's row of the hub, as the earlier way did.
update client_health_scores set calls_this_week = @week::int where email = @email::text
