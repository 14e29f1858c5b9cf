-- Open an item for each cause that has none: an open episode; else a client who rang and nobody answered; else one not contacted by us.
with causes as (
  select
    e.client_id,
    'EPISODE' as cause_kind,
    e.id as cause_id,
    e.worst_status as cause_status,
    h.pattern_rang_in_vain as rang_in_vain,
    coalesce(nullif(h.pattern_reason, ''), e.reason) as reason,
    h.pattern_place as place,
    h.pattern_since as place_since
  from public.call_pattern_episodes e
  left join public.client_health_scores h on h.client_id = e.client_id
  where e.closed_on is null
    and (@client::uuid is null or e.client_id = @client::uuid)
  union all
  select
    h.client_id,
    case when h.pattern_rang_in_vain is not null then 'RANG_IN_VAIN' else 'OUTREACH_GAP' end,
    null,
    null,
    h.pattern_rang_in_vain,
    coalesce(h.pattern_reason, ''),
    h.pattern_place,
    h.pattern_since
  from public.client_health_scores h
  where (h.pattern_rang_in_vain is not null or h.pattern_hold = 'OUTREACH_GAP')
    and h.client_id is not null
    and (@client::uuid is null or h.client_id = @client::uuid)
    and not exists (select from public.call_pattern_episodes e where e.client_id = h.client_id and e.closed_on is null)
),
opened as (
  insert into public.intervention_log as i (
    client_id, cause_kind, cause_id, cause_status, rang_in_vain, trigger_reason, triggered_at, triggered_on, due_date, place, place_since)
  select
    c.client_id, c.cause_kind, c.cause_id, c.cause_status, c.rang_in_vain, c.reason, @now::timestamptz, @today::date,
    case when c.rang_in_vain is not null or c.cause_status is distinct from 'ABOVE_PATTERN' then @today::date end,
    c.place, c.place_since
  from causes c
  where not exists (
    select
    from public.intervention_log k
    where k.client_id = c.client_id
      and k.cause_kind = c.cause_kind
      and k.completed_at is null)
  order by c.client_id
  on conflict (client_id, cause_kind) where completed_at is null do nothing
  returning i.id, i.client_id, i.cause_status, i.rang_in_vain, i.trigger_reason
)
insert into public.intervention_events (item_id, client_id, kind, made_at, made_on, made_by, word, reason)
select
  o.id, o.client_id, 'OPENED', @now::timestamptz, @today::date, 'program',
  case when o.rang_in_vain is not null then 'RANG_IN_VAIN' else o.cause_status end,
  o.trigger_reason
from opened o
