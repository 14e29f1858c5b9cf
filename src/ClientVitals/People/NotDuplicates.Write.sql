-- Keep that these two clients are two persons; how many pairs stand so now?
insert into public.not_duplicates as known (one, other, said_at, said_by)
select least(a.id, b.id), greatest(a.id, b.id), @now::timestamptz, @by::text
from public.clients a, public.clients b
where a.id = @one::uuid
  and b.id = @other::uuid
on conflict (one, other) do update set said_by = known.said_by
