-- What of this client's failed payments is still owed, by currency.
select
  f.currency,
  (count(*))::int as payments,
  sum(f.amount) as amount,
  max(f.last_at) as last_at
from public.failed_payments(@since::timestamptz, @retry_days::int, @client::uuid) f
where f.recovered_by is null
group by f.currency
order by f.currency
