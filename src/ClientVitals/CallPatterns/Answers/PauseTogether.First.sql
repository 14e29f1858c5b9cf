-- The first of the pauses that were entered for these clients at this moment; null = all of them were there already.
select min(p.id)
from public.client_pauses p
where p.client_id = any (@clients::uuid[])
  and p.entered_at = @now::timestamptz
