-- Whose each number is, those that nobody knew included: its one e-mail's client; without any e-mail somebody new; beside several e-mails nobody's.
-- Joined, not asked number by number: the table of addresses has no index.
select
  n.phone,
  n.emails,
  n.email,
  coalesce(
    n.client_id,
    case
      when n.emails = 1 then e.client_id
      when n.emails = 0 and not @match_only::boolean then gen_random_uuid()
    end) as client_id,
  n.is_new,
  n.firstname,
  n.lastname,
  n.coach,
  n.parted_from
from incoming_numbers n
left join incoming_emails e on e.email = n.email
