-- Is there a payment, and when did the latest of them become known?
select
  l.known_from is not null as has_payments,
  l.known_from as told_at
from (
  select (
    select p.known_from
    from public.payments p
    order by p.paid_at desc, p.id desc
    limit 1
  ) as known_from
) l
