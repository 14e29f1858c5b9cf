-- The staged rows that name a client outside this book; where no client may be made, also those that nobody is known for; of a coach also those
-- that name a client only as their source does: it may call somebody of another book so.
select
  i.line,
  concat_ws(', ', i.client_email, i.client_phone) as raw
from incoming i
left join public.client_emails e on e.email = i.client_email
left join public.client_phones p on p.phone = i.client_phone
where not coalesce(e.client_id = any (@own::uuid[]), true)
  or not coalesce(p.client_id = any (@own::uuid[]), true)
  or (@known_only::boolean and @match_only::boolean and case when i.client_email is not null then e.client_id else p.client_id end is null)
  or (@known_only::boolean and i.client_email is null and i.client_phone is null)
