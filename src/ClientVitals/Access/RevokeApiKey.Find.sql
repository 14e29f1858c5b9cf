-- Which key has this id or prefix?
select
  k.id,
  k.user_id,
  k.revoked_at is not null as is_revoked
from public.api_keys k
where k.id = @id::uuid
   or k.prefix = @prefix::text
