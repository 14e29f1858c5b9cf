-- The pauses on or after this day, of this client (or of every client) and of everybody.
select
  p.id,
  p.client_id is null as is_of_everybody,
  coalesce(e.email, n.phone) as client_email,
  nullif(btrim(concat_ws(' ', btrim(c.firstname), btrim(c.lastname))), '') as client_name,
  p.starts_on,
  p.ends_on,
  p.reason,
  p.note,
  p.entered_at,
  p.entered_by
from public.client_pauses p
left join public.clients c on c.id = p.client_id
left join public.client_emails e on e.client_id = p.client_id and e.is_primary
left join public.client_phones n on n.client_id = p.client_id and n.is_primary
where p.superseded_at is null
  and (@client::uuid is null or p.client_id is null or p.client_id = @client::uuid)
  and (@from::date is null or p.ends_on is null or p.ends_on > @from::date)
order by p.starts_on, p.id
limit @most::int
