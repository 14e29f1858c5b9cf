-- Whose is each number that nobody knew? Its one e-mail's client; without any e-mail somebody new; beside several e-mails nobody's.
update incoming_phones p
set client_id = case
  when p.emails = 1 then (select e.client_id from incoming_emails e where e.email = p.email)
  when p.emails = 0 and not @match_only::boolean then gen_random_uuid()
end
where p.client_id is null
