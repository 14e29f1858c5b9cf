-- Which lines name a call that a later line of this file names again, and which of them does the next one tell otherwise?
create temporary table superseded_calls on commit drop as
with repeated as (
  select i.provider, i.provider_call_id, max(i.line) as last_line
  from incoming_calls i
  where i.provider_call_id is not null
  group by i.provider, i.provider_call_id
  having count(*) > 1
),
followed as (
  select
    i.ctid as place,
    i.line,
    r.last_line,
    f.facts,
    lead(f.facts) over (partition by i.provider, i.provider_call_id order by i.line) as next_facts
  from incoming_calls i
  join repeated r using (provider, provider_call_id)
  cross join lateral (
    select row (
      i.client_email, i.client_phone, i.started_at, i.logged_at, i.direction, i.channel, i.status,
      i.outcome, i.duration_seconds, i.staff, i.notes)::text as facts
  ) f
)
select
  f.place,
  f.last_line,
  f.facts is distinct from f.next_facts as changed
from followed f
where f.line < f.last_line
