-- Make a client by hand, with the hub row; a hub row written by hand under this address becomes the client's own.
with made as (
  insert into public.clients (source, created_at, updated_at)
  values ('hand', @now::timestamptz, @now::timestamptz)
  returning id
),
hub as (
  insert into public.client_health_scores as h (email, client_id, created_at, updated_at)
  select (@emails::text[])[1], m.id, @now::timestamptz, @now::timestamptz
  from made m
  on conflict (email) do update
  set client_id = excluded.client_id
  where h.client_id is null
)
select m.id
from made m
