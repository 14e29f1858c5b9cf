-- Write what each client's packages come to to the hub, where it changed. A client without a package is unknown, not 0; a value in dirhams is only of a price in dirhams.
with said as (
  select
    h.id,
    s.sessions_left,
    s.sessions_bought,
    s.days_until_renewal,
    s.kind,
    case when s.currency = 'AED' and s.price < 10000000000 then round(s.price, 2) end as value_aed
  from public.client_health_scores h
  left join public.package_standings_as_of(@as_of::timestamptz, @zone::text) s on s.client_id = h.client_id
  where h.client_id is not null
)
update public.client_health_scores h
set outstanding_sessions = s.sessions_left,
    sessions_purchased = s.sessions_bought,
    days_until_renewal = s.days_until_renewal,
    package_type = s.kind,
    package_value_aed = s.value_aed
from said s
where h.id = s.id
  and (h.outstanding_sessions, h.sessions_purchased, h.days_until_renewal, h.package_type, h.package_value_aed)
    is distinct from (s.sessions_left, s.sessions_bought, s.days_until_renewal, s.kind, s.value_aed)
