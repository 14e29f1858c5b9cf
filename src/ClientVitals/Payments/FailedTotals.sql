-- How many payments failed and are owed, were disputed, given back, and recovered of late, and how much they come to, by currency.
with tried as materialized (
  select f.payment_id, f.client_id, f.amount, f.currency, f.last_at, f.recovered_by, f.recovered_at
  from public.failed_payments(@tried_since::timestamptz, @retry_days::int) f
),
listed as (
  select 'FAILED' as kind, t.payment_id, t.client_id, t.amount, t.currency
  from tried t
  where t.recovered_by is null
    and t.last_at >= @since::timestamptz
  union all
  select p.status, p.id, p.client_id, p.amount, p.currency
  from public.payments p
  where p.status in ('DISPUTED', 'REFUNDED')
    and p.paid_at >= @since::timestamptz
  union all
  select 'RECOVERED', q.id, q.client_id, q.amount, q.currency
  from public.payments q
  where q.status = 'PAID'
    and q.id in (
      select t.recovered_by
      from tried t
      where t.recovered_at >= @recovered_since::timestamptz
      union
      -- The same charge, told again as paid.
      select v.id
      from public.payment_versions v
      where v.status = 'FAILED'
        and v.known_until >= @recovered_since::timestamptz)
)
select
  l.kind,
  l.currency,
  (count(*))::int as payments,
  sum(l.amount) as amount
from listed l
left join public.clients c on c.id = l.client_id
left join public.staff s on s.id = c.coach_id
where (@coach::text is null or lower(s.name) = lower(@coach::text))
  and (@segment::text is null or c.segment = @segment::text)
group by l.kind, l.currency
order by l.kind, count(*) desc, l.currency
