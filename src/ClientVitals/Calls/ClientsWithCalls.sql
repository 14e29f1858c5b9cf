-- Who are the clients, and how many calls has each?
with listed as (
  select
    c.id,
    e.email,
    p.phone,
    nullif(btrim(concat_ws(' ', c.firstname, c.lastname)), '') as name,
    s.name as coach,
    c.status,
    c.source
  from public.clients c
  left join public.client_emails e on e.client_id = c.id and e.is_primary
  left join public.client_phones p on p.client_id = c.id and p.is_primary
  left join public.staff s on s.id = c.coach_id
  where (@id::uuid is null or c.id = @id::uuid)
    and (
      @search::text is null
      or strpos(lower(concat_ws(' ', c.firstname, c.lastname)), @search::text) > 0
      or exists (select from public.client_emails k where k.client_id = c.id and strpos(k.email, @search::text) > 0)
      or exists (select from public.client_phones k where k.client_id = c.id and strpos(k.phone, @search::text) > 0))
  order by name, e.email, p.phone, c.id
  limit @limit::integer
)
select
  l.id,
  l.email,
  l.phone,
  l.name,
  l.coach,
  l.status,
  l.source,
  k.calls,
  k.first,
  k.last
from listed l
cross join lateral (
  select count(*) as calls, min(r.started_at) as first, max(r.started_at) filter (where r.started_at <= @now::timestamptz) as last
  from public.call_records r
  where r.client_id = l.id
) k
order by l.name, l.email, l.phone, l.id
