-- Whose is each number that nobody knew? Its one e-mail's client; without any e-mail somebody new; beside several e-mails nobody's.
-- Joined, not asked number by number: the table of addresses has no index.
update incoming_phones p
set client_id = f.client_id
from (
  select
    n.phone,
    case
      when n.emails = 1 then e.client_id
      when n.emails = 0 and not @match_only::boolean then gen_random_uuid()
    end as client_id
  from incoming_phones n
  left join incoming_emails e on e.email = n.email
  where n.client_id is null
) f
where p.phone = f.phone
