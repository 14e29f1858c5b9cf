-- The staged rows that name a client outside this book; where no client may be made, also those that nobody is known for.
select
  i.line,
  concat_ws(', ', i.client_email, i.client_phone) as raw
from incoming i
left join public.client_emails e on e.email = i.client_email
left join public.client_phones p on p.phone = i.client_phone
where not coalesce(e.client_id = any (@own::uuid[]), true)
  or not coalesce(p.client_id = any (@own::uuid[]), true)
  or (@known_only::boolean and @match_only::boolean and case when i.client_email is not null then e.client_id else p.client_id end is null)
