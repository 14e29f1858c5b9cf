-- Whose is each e-mail of this file? Known ones are; an unknown one beside the number of a client without e-mail is that client's;
-- one of whom the source is known to mean a client by its own id is that client's, too; every other one is somebody new, for whom an id is drawn here (not when only matching was asked for). One of our own is nobody's.
with ours as materialized (
  select a.address
  from (select s.sections #> '{People,ownAddresses}' as listed from public.settings s order by s.version desc limit 1) v
  cross join lateral jsonb_array_elements_text(case when jsonb_typeof(v.listed) = 'array' then v.listed else '[]' end) as a (address)
),
named as (
  select
    p.client_email as email,
    exists (select from ours o where o.address in (p.client_email, '*' || substring(p.client_email from '@.*$'))) as is_ours,
    (array_agg(p.firstname order by p.last_at desc, p.firstname) filter (where p.firstname is not null))[1] as firstname,
    (array_agg(p.lastname order by p.last_at desc, p.lastname) filter (where p.lastname is not null))[1] as lastname,
    (array_agg(p.coach order by p.last_at desc, p.coach) filter (where p.coach is not null))[1] as coach
  from incoming_people p
  where p.client_email is not null
  group by p.client_email
),
by_phone as (
  select distinct on (p.client_id)
    p.email,
    p.client_id
  from incoming_numbers p
  where p.emails = 1
    and p.client_id is not null
    and not exists (select from public.client_emails e where e.client_id = p.client_id)
  order by p.client_id, p.email
),
by_number as (
  select distinct on (b.email)
    b.email,
    b.client_id
  from by_phone b
  order by b.email, b.client_id
),
by_source as (
  select distinct on (p.client_email)
    p.client_email as email,
    p.known_id as client_id
  from incoming_people p
  where p.known_id is not null
    and p.client_email is not null
  order by p.client_email, p.known_id
)
select
  n.email,
  case when not n.is_ours then coalesce(k.client_id, s.client_id, b.client_id, case when not @match_only::boolean then gen_random_uuid() end) end as client_id,
  not n.is_ours and k.client_id is null and s.client_id is null and b.client_id is null and not @match_only::boolean as is_new_client,
  not n.is_ours and k.client_id is null and not @match_only::boolean as is_new,
  n.firstname,
  n.lastname,
  n.coach
from named n
left join public.client_emails k on k.email = n.email
left join by_number b on b.email = n.email
left join by_source s on s.email = n.email
