-- Write down the addresses that this file is the first to name.
with emails as (
  insert into public.client_emails (email, client_id, is_primary, created_at)
  select e.email, e.client_id, not exists (select from public.client_emails k where k.client_id = e.client_id), @now::timestamptz
  from incoming_emails e
  where e.is_new and e.client_id is not null
  order by e.email
  returning email, client_id, is_primary
),
phones as (
  insert into public.client_phones (phone, client_id, is_primary, created_at)
  select
    p.phone,
    p.client_id,
    row_number() over (partition by p.client_id order by p.phone) = 1
      and not exists (select from public.client_phones k where k.client_id = p.client_id),
    @now::timestamptz
  from incoming_phones p
  where p.is_new and p.client_id is not null and not @match_only::boolean
  order by p.phone
)
-- A client known by number only now has the address that the owner's tables speak of.
update public.client_health_scores h
set email = e.email
from emails e
where h.client_id = e.client_id and e.is_primary and h.email is null
