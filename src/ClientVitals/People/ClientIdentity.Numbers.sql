-- Whose is each number of this file, as far as is known? A number beside the e-mails of several persons, here or in what came before, is
-- nobody's, and so is one of our own. Who had such a number so far parts with it; whose it was said to be since keeps it until somebody new comes.
with ours as materialized (
  select a.address
  from (select s.sections #> '{People,ownAddresses}' as listed from public.settings s order by s.version desc limit 1) v
  cross join lateral jsonb_array_elements_text(case when jsonb_typeof(v.listed) = 'array' then v.listed else '[]' end) as a (address)
  union all
  select o.number
  from unnest(@own_numbers::text[]) as o (number)
),
named as (
  select
    p.*,
    coalesce(e.client_id::text, p.client_email) as person
  from incoming_people p
  left join public.client_emails e on e.email = p.client_email
  where p.client_phone is not null
    and not exists (select from ours o where o.address in (p.client_email, '*' || substring(p.client_email from '@.*$')))
),
told as materialized (
  select
    n.client_phone as phone,
    count(distinct n.client_email)::integer as emails,
    min(n.client_email) as email,
    k.client_id as owner_id,
    exists (select from ours o where o.address = n.client_phone) as is_ours,
    bool_or(n.person <> k.client_id::text) as is_beside_another,
    (array_agg(n.firstname order by n.last_at desc, n.firstname) filter (where n.firstname is not null))[1] as firstname,
    (array_agg(n.lastname order by n.last_at desc, n.lastname) filter (where n.lastname is not null))[1] as lastname,
    (array_agg(n.coach order by n.last_at desc, n.coach) filter (where n.coach is not null))[1] as coach
  from named n
  left join public.client_phones k on k.phone = n.client_phone
  group by n.client_phone, k.client_id
),
earlier as materialized (
  select distinct
    t.phone,
    r.client_id,
    r.client_id::text as person
  from told t
  join public.call_records r on r.client_phone = t.phone
  where (t.owner_id is null or t.is_beside_another)
    and r.client_email is not null
    and r.client_id is not null
),
persons as (
  select
    u.phone,
    count(distinct u.person) as persons,
    bool_or(u.is_new) as has_new
  from (
    select
      n.client_phone as phone,
      n.person,
      not exists (select from earlier a where a.phone = n.client_phone and a.person = n.person) as is_new
    from named n
    join told t on t.phone = n.client_phone
    where n.person is not null
      and n.person is distinct from t.owner_id::text
    union all
    select a.phone, a.person, false
    from earlier a
  ) u
  group by u.phone
),
judged as (
  select
    t.*,
    -- Only one person's e-mail was ever beside it.
    case when t.owner_id is null and t.emails = 0 and p.persons = 1 then (select a.client_id from earlier a where a.phone = t.phone) end as companion_id,
    t.is_ours
      or (t.owner_id is null and coalesce(p.persons, 0) > 1)
      -- Who is known by the number alone gets the e-mail beside it.
      or (t.owner_id is not null and coalesce(p.has_new, false) and exists (select from public.client_emails e where e.client_id = t.owner_id)) as is_nobodys
  from told t
  left join persons p on p.phone = t.phone
)
select
  j.phone,
  case
    when j.is_nobodys then greatest(j.emails, 2)
    when j.companion_id is not null then 1
    else j.emails
  end as emails,
  j.email,
  case when not j.is_nobodys then coalesce(j.owner_id, j.companion_id) end as client_id,
  j.owner_id is null as is_new,
  j.firstname,
  j.lastname,
  j.coach,
  case when j.is_nobodys and not @match_only::boolean then j.owner_id end as parted_from
from judged j
