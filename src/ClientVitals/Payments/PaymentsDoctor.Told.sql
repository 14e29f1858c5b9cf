-- How many payments of the last year are there, how many without a client, and of how many is it unknown what became of them or in which currency they are?
select
  count(*) as payments,
  count(*) filter (where p.client_id is null) as unmatched,
  count(*) filter (where p.status = 'UNKNOWN') as unknown,
  count(*) filter (where p.currency is null) as without_currency
from public.payments p
where p.paid_at >= @now::timestamptz - interval '1 year'
