-- Close the episodes of those who are clients no longer, and take them off the list; how many rows changed?
with over as (
  select c.id
  from public.clients c
  where c.status <> 'ACTIVE'
    or c.merged_into is not null
    or c.ended_on <= @today::date
),
closed as (
  update public.call_pattern_episodes e
  set closed_on = greatest(e.opened_on, @today::date),
      close_reason = 'ended'
  from over o
  where e.client_id = o.id
    and e.closed_on is null
  returning e.id
),
cleared as (
  update public.client_health_scores h
  set pattern_status = 'NORMAL',
      pattern_reason = 'No longer a client.',
      pattern_since = null,
      pattern_evidence = null,
      pattern_hold = null
  from over o
  where h.client_id = o.id
    and (h.pattern_status <> 'NORMAL' or h.pattern_hold is not null)
  returning h.id
)
select ((select count(*) from closed) + (select count(*) from cleared))::int
