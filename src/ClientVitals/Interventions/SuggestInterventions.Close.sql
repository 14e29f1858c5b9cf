-- Close the items of these causes whose cause is over, each with its reason; an item is never opened again.
with paused as materialized (
  select distinct p.client_id
  from public.client_pauses p
  where p.superseded_at is null
    and p.starts_on <= @today::date
    and (p.ends_on is null or p.ends_on > @today::date)
),
over as (
  select
    i.id,
    case
      when c.status <> 'ACTIVE' or c.merged_into is not null or c.ended_on <= @today::date then 'ended'
      when exists (select from paused p where p.client_id is null) or i.client_id in (select p.client_id from paused p where p.client_id is not null) then 'paused'
      when i.cause_kind = 'ZONE_CHANGE' and h.health_zone is not null
        and array_position(array['RED', 'YELLOW', 'GREEN', 'PURPLE'], h.health_zone) > array_position(array['RED', 'YELLOW'], i.cause_status) then 'improved'
      when i.cause_kind = 'ZONE_CHANGE' and exists (
        select
        from public.intervention_log k
        where k.client_id = i.client_id
          and k.completed_at is null
          and k.cause_kind in ('EPISODE', 'RANG_IN_VAIN', 'OUTREACH_GAP')
          and k.cause_status is distinct from 'ABOVE_PATTERN') then 'became an episode'
      when i.cause_kind = 'PACKAGE' and n.client_id is null then case
        when exists (
          select
          from public.packages g
          join public.packages k on k.client_id = g.client_id and k.bought_on >= g.bought_on and k.id > g.id
          where g.id = i.cause_id) then 'renewed'
        else 'over'
      end
      when i.cause_kind = 'OWNER_CHANGE' and n.client_id is null then case
        when i.triggered_at > @now::timestamptz - make_interval(days => @owner_days::int) and c.coach_id is not null then 'contacted'
        else 'over'
      end
    end as reason
  from public.intervention_log i
  join public.clients c on c.id = i.client_id
  left join public.client_health_scores h on h.client_id = i.client_id
  left join causes_now n on n.client_id = i.client_id and n.cause_kind = i.cause_kind and n.cause_id = i.cause_id
  where i.completed_at is null
    and i.cause_kind in ('ZONE_CHANGE', 'PACKAGE', 'OWNER_CHANGE')
),
closed as (
  update public.intervention_log i
  set completed_at = greatest(@now::timestamptz, i.triggered_at),
      close_reason = v.reason,
      set_aside = null
  from over v
  where i.id = v.id
    and v.reason is not null
  returning i.id, i.client_id, i.close_reason
),
told as (
  insert into public.intervention_events (item_id, client_id, kind, made_at, made_on, made_by, word)
  select c.id, c.client_id, 'CLOSED', @now::timestamptz, @today::date, 'program', c.close_reason
  from closed c
)
select count(*)::int as count
from closed
