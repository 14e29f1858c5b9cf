-- Which lines name a call of a client that a later line of this file names again, and which of them does the next one tell otherwise?
create temporary table superseded_calls on commit drop as
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
    i.line,
    max(i.line) over whole as last_line,
    f.facts,
    lead(f.facts) over in_order as next_facts
  from incoming_calls i
  join repeated r using (provider, provider_call_id)
  left join incoming_emails e on e.email = i.client_email
  left join incoming_phones p on p.phone = i.client_phone
  cross join lateral (
    select
      coalesce(case when i.client_email is not null then e.client_id else p.client_id end::text, i.client_email, i.client_phone) as whose,
      row (
        i.client_email, i.client_phone, i.started_at, i.logged_at, i.direction, i.channel, i.status,
        i.outcome, i.duration_seconds, i.staff, i.notes)::text as facts
  ) f
  window
    whole as (partition by i.provider, i.provider_call_id, f.whose),
    in_order as (partition by i.provider, i.provider_call_id, f.whose order by i.line)
)
select
  f.place,
  f.line,
  f.last_line,
  f.facts is distinct from f.next_facts as changed
from followed f
where f.line < f.last_line
