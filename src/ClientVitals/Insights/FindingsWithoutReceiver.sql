-- How many open findings reached nobody? One row.
select
  'accounts' as subject,
  'Accounts' as label,
  null::uuid as staff_id,
  (count(*) filter (where not exists (
    select from public.insight_messages m where m.insight_id = i.id and m.occurrence = i.occurrences and m.kind = 'ALARM')))::float8 as measure,
  0::float8 as expected,
  null::float8 as dispersion,
  1::float8 as enter_at,
  0::float8 as leave_at,
  null::text as priority,
  null::float8 as number,
  null::text as detail,
  null::text as topic,
  null::text as why_not
from public.proactive_insights i
where i.subject is not null
  and i.state <> 'RECOVERED'
  and i.insight_type <> 'no-receiver'
