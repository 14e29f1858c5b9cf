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
from public.package_standings_as_of(
  (@today::date + 1)::timestamp at time zone public.business_zone() - interval '1 microsecond', public.business_zone(), array[@client::uuid], counted => true) s
join public.packages p on p.id = s.package_id
left join public.client_health_scores h on h.client_id = s.client_id
