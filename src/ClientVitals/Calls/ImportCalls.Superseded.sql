-- Which lines name a call that a later line of this file names again? The last line wins; how many of the others said something else?
with repeated as (
  select i.provider, i.provider_call_id
  from incoming_calls i
  where i.provider_call_id is not null
  group by i.provider, i.provider_call_id
  having count(*) > 1
),
followed as (
  select
    i.ctid as place,
    f.facts,
    lead(f.facts) over (partition by i.provider, i.provider_call_id order by i.line) as next_facts
  from incoming_calls i
  join repeated r using (provider, provider_call_id)
  cross join lateral (
    select row (
      i.client_email, i.client_phone, i.started_at, i.logged_at, i.direction, i.channel, i.status,
      i.outcome, i.duration_seconds, i.staff, i.notes)::text as facts
  ) f
),
gone as (
  delete from incoming_calls i
  using followed f
  where i.ctid = f.place
    and f.next_facts is not null
  returning f.facts is distinct from f.next_facts as changed
)
select
  count(*) filter (where g.changed) as corrected,
  count(*) filter (where not g.changed) as unchanged
from gone g
