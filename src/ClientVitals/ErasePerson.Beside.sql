-- Which of these e-mails are other clients'?
select e.email
from public.client_emails e
where e.email = any (@emails::text[])
  and e.client_id <> all (@clients::uuid[])
