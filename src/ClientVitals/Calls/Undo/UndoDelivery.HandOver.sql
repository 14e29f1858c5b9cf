-- Calls that another delivery tells too are that delivery's.
update public.call_records r
set delivery_id = u.heir_id
from undone_calls u
where r.id = u.id
  and u.is_added
  and u.heir_id is not null
