-- What of this client's failed payments is still owed, by currency.
select
  f.currency,
  (count(*))::int as payments,
  sum(f.amount) as amount,
  max(f.last_at) as last_at
from (
  -- Most clients never had one: for them nothing is put together.
  select true as is_asked
  where exists (select from public.payments p where p.client_id = @client::uuid and p.status = 'FAILED' and p.paid_at >= @since::timestamptz)
) a
cross join lateral public.failed_payments(@since::timestamptz, @retry_days::int, @client::uuid) f
where f.recovered_by is null
group by f.currency
order by f.currency
