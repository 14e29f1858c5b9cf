-- How often has this client called in the month and in the week before a moment?
select
  count(*) as month,
  count(*) filter (where started_at >= @as_of::timestamptz - interval '7 days') as week
from call_records
where client_id = (select client_id from client_emails where email = @email::text)
  and started_at >= @as_of::timestamptz - interval '30 days'
