-- Close the episodes of those who are clients no longer, and take them off the lists with the reason; how many rows changed?
with over as (
  select
    c.id,
    case when c.status <> 'ACTIVE' or c.merged_into is not null then 'No longer a client.'
    else case w.reason when 'PACKAGE' then 'Their package ended on ' when 'AGREED' then 'They left as agreed on ' when 'LEFT' then 'They left on ' else 'Former client since ' end
      || to_char(c.ended_on, 'FMDD Mon YYYY') || '; no calls are expected.' end as reason
  from public.clients c
  left join lateral (
    select s.reason
    from public.client_status_changes s
    where s.client_id = c.id
      and s.taken_back_at is null
    order by s.known_at desc, s.id desc
    limit 1
  ) w on true
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
      pattern_reason = o.reason,
      pattern_since = null,
      pattern_evidence = null,
      pattern_enough_history = null,
      pattern_hold = null,
      pattern_rang_in_vain = null
  from over o
  where h.client_id = o.id
    and (
      h.pattern_status <> 'NORMAL'
      or h.pattern_hold is not null
      or h.pattern_rang_in_vain is not null
      or (h.last_pattern_check is not null and (h.pattern_reason is distinct from o.reason or h.pattern_enough_history is not null)))
  returning h.id
)
select ((select count(*) from closed) + (select count(*) from cleared))::int
