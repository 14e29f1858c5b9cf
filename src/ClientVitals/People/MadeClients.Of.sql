-- The clients whom this delivery made and of whom nothing else is known.
select c.id
from public.deliveries d
join public.clients c on c.source = d.source and c.created_at = d.started_at
where d.id = @delivery::bigint
  and c.merged_into is null
  and c.status = 'ACTIVE'
  and c.segment is null
  and c.started_on is null
  and c.ended_on is null
  and not exists (select from public.call_records r where r.client_id = c.id)
  and not exists (select from public.sessions s where s.client_id = c.id)
  and not exists (select from public.packages b where b.client_id = c.id)
  and not exists (select from public.payments y where y.client_id = c.id)
  and not exists (select from public.people w where w.client_id = c.id)
  and not exists (select from public.client_pauses p where p.client_id = c.id)
  and not exists (select from public.client_notes n where n.client_id = c.id)
  and not exists (select from public.intervention_events v where v.client_id = c.id and v.kind not in ('OPENED', 'WORSENED', 'CLOSED'))
  and not exists (select from public.client_owner_changes o where o.client_id = c.id)
  and not exists (select from public.clients m where m.merged_into = c.id)
  -- A row of the hub that was there before the client is somebody's own.
  and not exists (select from public.client_health_scores h where h.client_id = c.id and h.created_at < c.created_at)
order by c.id
