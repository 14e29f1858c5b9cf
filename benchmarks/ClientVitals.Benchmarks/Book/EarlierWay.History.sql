-- Writes one client's row of history, as the earlier way did.
insert into call_pattern_analysis (client_email, calls_this_week, avg_calls_per_week)
values (@email::text, @week::int, @usual::numeric)
