-- Which calls has this delivery just added?
select
  r.id,
  r.client_id,
  nullif(btrim(concat_ws(' ', btrim(c.firstname), btrim(c.lastname))), '') as client_name,
  r.started_at,
  r.direction,
  r.channel,
  r.status,
  r.duration_seconds,
  r.staff
from public.call_records r
left join public.clients c on c.id = r.client_id
where r.id > @after::bigint
  and r.delivery_id = @delivery::bigint
order by r.id
limit @most::int
