-- The package that stands for this client, with what was left at the last count.
select
  p.kind,
  p.expires_on,
  p.price,
  p.currency,
  p.status,
  case when p.known_from <= h.calculated_at then h.outstanding_sessions end as sessions_left,
  case when p.known_from <= h.calculated_at then h.sessions_purchased end as sessions_bought,
  h.calculated_at as counted_at
from public.packages p
left join public.client_health_scores h on h.client_id = p.client_id
where p.client_id = @client::uuid
  and p.status not in ('TRANSFERRED', 'CANCELLED', 'REFUNDED')
  and p.bought_on <= @today::date
order by
  (p.status not in ('USED_UP', 'EXPIRED') and (p.expires_on is null or p.expires_on >= @today::date)) desc,
  coalesce(p.expires_on, 'infinity'::date) desc,
  p.bought_on desc,
  p.id desc
limit 1
