-- What was set by hand of this client's health.
select o.set_at, 'health', o.id, o.zone, o.reason, o.set_by,
  null::text, null::text, null::text, null::int, o.last_day, true, o.id::text
from public.health_overrides o
where o.client_id = @client::uuid
  and o.taken_back_at is null
  and (@show::text is null or @show::text = 'health')
