-- Close the items whose cause is over, each with the reason its cause gives; an item is never opened again.
with over as (
  select
    i.id,
    case i.cause_kind
      when 'EPISODE' then coalesce(e.close_reason, 'corrected')
      else case
        when o.id is not null then 'became an episode'
        when h.client_id is null or h.pattern_enough_history is null then 'ended'
        when h.pattern_hold = 'PAUSED' then 'paused'
        when i.cause_kind = 'RANG_IN_VAIN' then 'answered'
        when h.pattern_rang_in_vain is not null then 'rang'
        else 'contacted'
      end
    end as reason
  from public.intervention_log i
  left join public.call_pattern_episodes e on i.cause_kind = 'EPISODE' and e.id = i.cause_id
  left join public.call_pattern_episodes o on o.client_id = i.client_id and o.closed_on is null
  left join public.client_health_scores h on h.client_id = i.client_id
  where i.completed_at is null
    and i.cause_kind in ('EPISODE', 'RANG_IN_VAIN', 'OUTREACH_GAP', 'ZONE_CHANGE')
    and (@client::uuid is null or i.client_id = @client::uuid)
    and case i.cause_kind
      when 'EPISODE' then e.id is null or e.closed_on is not null
      when 'RANG_IN_VAIN' then o.id is not null or h.pattern_rang_in_vain is null
      -- What is to be done about a fallen score is done about the pattern from now on.
      when 'ZONE_CHANGE' then o.id is not null and o.worst_status <> 'ABOVE_PATTERN'
      else o.id is not null or h.pattern_rang_in_vain is not null or h.pattern_hold is distinct from 'OUTREACH_GAP'
    end
),
closed as (
  update public.intervention_log i
  set completed_at = greatest(@now::timestamptz, i.triggered_at),
      close_reason = v.reason
  from over v
  where i.id = v.id
  returning i.id, i.client_id, i.close_reason
)
insert into public.intervention_events (item_id, client_id, kind, made_at, made_on, made_by, word)
select c.id, c.client_id, 'CLOSED', @now::timestamptz, @today::date, 'program', c.close_reason
from closed c
