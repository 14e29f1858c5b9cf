-- Who may be judged, under which address, since when and until when?
select
  c.id,
  coalesce(e.email, p.phone, c.id::text) as address,
  c.started_on,
  c.ended_on,
  h.last_pattern_check
from public.clients c
left join public.client_emails e on e.client_id = c.id and e.is_primary
left join public.client_phones p on p.client_id = c.id and p.is_primary
left join public.client_health_scores h on h.client_id = c.id
where c.status = 'ACTIVE'
  and c.merged_into is null
  and (c.ended_on is null or c.ended_on > @today::date)
order by c.id
