-- How many calls of these clients and addresses went with a delivery that was undone, and would come back with its redo?
select count(*)
from public.delivery_changes c
where c.kind = 'UNDONE_ADDED'
  and (
    (c.after ->> 'client_id')::uuid = any (@clients::uuid[])
    or c.after ->> 'client_email' = any (@addresses::text[])
    or (c.after ->> 'client_email' is null and c.after ->> 'client_phone' = any (@addresses::text[])))
