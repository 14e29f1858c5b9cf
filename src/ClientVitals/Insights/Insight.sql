-- Findings of checks as the caller may see them, most urgent first, then the newest.
select
  i.id,
  i.insight_type as kind,
  i.subject,
  i.priority,
  i.state,
  i.title,
  i.content,
  i.staff_id,
  s.name as coach,
  i.occurrences,
  i.created_at as first_seen_at,
  i.opened_at,
  i.last_seen_at,
  i.recovered_at,
  i.snoozed_until,
  i.assigned_user_id,
  a.name as assigned_to,
  i.address,
  case when l.before is not null then l.id end as last_event_id,
  l.kind as last_kind,
  l.made_by as last_by,
  l.made_at as last_at,
  array(
    select distinct u.name
    from public.insight_messages m
    join public.users u on u.id = m.user_id
    where m.insight_id = i.id
      and m.occurrence = i.occurrences
      and m.kind = 'ALARM'
    order by u.name
  ) as receivers
from public.proactive_insights i
left join public.staff s on s.id = i.staff_id
left join public.users a on a.id = i.assigned_user_id
left join lateral (
  select v.id, v.kind, v.made_by, v.made_at, v.before
  from public.insight_events v
  where v.insight_id = i.id
    and v.kind <> 'UNDONE'
    and not exists (select from public.insight_events u where u.undoes_id = v.id)
  order by v.id desc
  limit 1
) l on true
where i.subject is not null
  and (@insight::uuid is null or i.id = @insight::uuid)
  and case @state::text
    when 'open' then i.state in ('OPEN', 'ACCEPTED') or (@since::timestamptz is not null and i.state in ('SNOOZED', 'DISMISSED') and l.made_at >= @since::timestamptz)
    when 'silenced' then i.state in ('SNOOZED', 'DISMISSED')
    when 'recovered' then i.state = 'RECOVERED' and i.recovered_at >= @recovered_after::timestamptz
    else i.state <> 'RECOVERED' or i.recovered_at >= @recovered_after::timestamptz
  end
order by
  case i.priority when 'critical' then 1 when 'high' then 2 when 'medium' then 3 else 4 end,
  i.opened_at desc,
  i.id
limit @most::int
