-- The clients who went with the delivery, as one list.
select coalesce(jsonb_agg(c.after), '[]')::text
from public.delivery_changes c
where c.delivery_id = @delivery::bigint
  and c.kind = 'UNDONE_CLIENT'
