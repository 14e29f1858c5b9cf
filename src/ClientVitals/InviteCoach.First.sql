-- The first of the changes by which this coach was given clients at this moment; null = there is none.
select min(o.id)
from public.client_owner_changes o
where o.to_coach = @coach::uuid
  and o.changed_at = @now::timestamptz
