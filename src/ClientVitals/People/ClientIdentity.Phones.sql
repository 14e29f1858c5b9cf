-- Whose each number is, those that nobody knew included: its one e-mail's client; without any e-mail whom its source is known to mean by its id, else
-- somebody new; beside several e-mails nobody's.
-- Joined, not asked number by number: the table of addresses has no index.
with by_source as (
  select distinct on (p.client_phone)
    p.client_phone as phone,
    p.known_id as client_id
  from incoming_people p
  where p.known_id is not null
    and p.client_phone is not null
  order by p.client_phone, p.known_id
)
select
  n.phone,
  n.emails,
  n.email,
  coalesce(
    n.client_id,
    case
      when n.emails = 1 then e.client_id
      when n.emails = 0 and not @match_only::boolean then coalesce(s.client_id, gen_random_uuid())
    end) as client_id,
  n.is_new,
  n.firstname,
  n.lastname,
  n.coach,
  n.parted_from
from incoming_numbers n
left join incoming_emails e on e.email = n.email
left join by_source s on s.phone = n.phone
