-- Ends of relations that hold, of this client or of everybody, on or after this day, the soonest first.
with latest as (
  select distinct on (s.client_id) s.id, s.client_id, s.effective_on, s.reason, s.note, s.known_at, s.entered_by
  from public.client_status_changes s
  where s.taken_back_at is null
    and (@client::uuid is null or s.client_id = @client::uuid)
  order by s.client_id, s.known_at desc, s.id desc
)
select
  l.id,
  l.client_id,
  coalesce(e.email, n.phone) as client_email,
  nullif(btrim(concat_ws(' ', btrim(c.firstname), btrim(c.lastname))), '') as client_name,
  l.effective_on as ends_on,
  l.reason,
  l.note,
  l.known_at as entered_at,
  l.entered_by
from latest l
join public.clients c on c.id = l.client_id
left join public.client_emails e on e.client_id = l.client_id and e.is_primary
left join public.client_phones n on n.client_id = l.client_id and n.is_primary
where @from::date is null or l.effective_on >= @from::date
order by l.effective_on, l.id
limit @most::int
