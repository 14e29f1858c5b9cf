-- Write down what happened in a run, and who is told of it; how many are told.
with given as (
  select i.id as insight_id, i.occurrences, i.staff_id, i.assigned_user_id, e.*
  from jsonb_to_recordset(@entries::jsonb) as e (
    kind text, subject text, state_before text, event text, priority text, sentence text, measure double precision, to_coach boolean, to_owners boolean)
  join public.proactive_insights i on i.insight_type = e.kind and i.subject = e.subject
  where e.event is not null
),
happened as (
  insert into public.insight_events (insight_id, occurrence, kind, made_at, made_by, priority, measure, sentence, state_before)
  select g.insight_id, g.occurrences, g.event, @now::timestamptz, 'program', g.priority, g.measure, g.sentence, g.state_before
  from given g
  order by g.insight_id
  returning id, insight_id, kind, occurrence
),
concerned as (
  -- An alarm goes to whom the check names, and to the person who works on it; where a coach has no account, to the owners.
  select h.id as event_id, h.insight_id, h.occurrence, u.id as user_id, 'ALARM' as kind
  from happened h
  join given g on g.insight_id = h.insight_id
  join public.users u on u.disabled_at is null
  where h.kind in ('OPENED', 'WORSENED', 'BACK')
    and (
      u.id = g.assigned_user_id
      or (g.to_coach and u.app_role = 'coach' and u.staff_id = g.staff_id)
      or (u.app_role in ('owner', 'admin') and (g.to_owners or not exists (
        select from public.users c where c.disabled_at is null and c.app_role = 'coach' and c.staff_id = g.staff_id))))
  union
  -- The recovery goes to everybody who got the alarm, also when somebody silenced it since.
  select h.id, h.insight_id, h.occurrence, m.user_id, 'RECOVERY'
  from happened h
  join public.insight_messages m on m.insight_id = h.insight_id and m.occurrence = h.occurrence and m.kind = 'ALARM'
  join public.users u on u.id = m.user_id and u.disabled_at is null
  where h.kind in ('RECOVERED', 'GONE')
),
told as (
  insert into public.insight_messages (insight_id, event_id, occurrence, user_id, kind, made_at)
  select c.insight_id, c.event_id, c.occurrence, c.user_id, c.kind, @now::timestamptz
  from concerned c
  order by c.event_id, c.user_id
  returning id
)
select count(*)::int as told
from told
