-- Keep the clients whom this delivery, or one that was undone before, made and of whom nothing else is known, with their addresses; they go.
insert into public.delivery_changes (delivery_id, kind, after, made_at)
select
  @delivery::bigint,
  'UNDONE_CLIENT',
  jsonb_build_object(
    'client_id', c.id,
    'client', to_jsonb(c),
    'emails', (select coalesce(jsonb_agg(to_jsonb(e)), '[]') from public.client_emails e where e.client_id = c.id),
    'phones', (select coalesce(jsonb_agg(to_jsonb(p)), '[]') from public.client_phones p where p.client_id = c.id)
  ),
  @now::timestamptz
from public.clients c
where exists (
    select
    from public.deliveries d
    where d.source = c.source
      and d.started_at = c.created_at
      and (d.id = @delivery::bigint or d.undone_at is not null))
  and c.source = @source::text
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
returning (after ->> 'client_id')::uuid as client_id
