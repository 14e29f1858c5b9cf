-- How many sessions of the last year are there, how many without a client, and of how many that are over is it unknown whether the client came?
select
  count(*) as sessions,
  count(*) filter (where s.client_id is null) as unmatched,
  count(*) filter (where s.status in ('UNKNOWN', 'BOOKED') and s.starts_at < @now::timestamptz - interval '1 day') as unknown
from public.sessions s
where s.starts_at >= @now::timestamptz - interval '1 year'
