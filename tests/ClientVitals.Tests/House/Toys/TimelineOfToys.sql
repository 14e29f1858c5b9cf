-- Toys that this client left behind.
select t.left_at, 'toy', t.id, null::text, t.name, null::text, null::text, null::text, null::text, null::int, null::date, false, null::text
from public.toys t
where t.client_id = @client::uuid
  and (@show::text is null or @show::text = 'toys')
