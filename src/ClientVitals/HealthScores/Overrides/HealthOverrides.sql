-- What is set by hand on this day, of this client or of all, with what is computed beside it; those that end first first.
select
  o.id,
  o.client_id,
  coalesce(e.email, p.phone) as client_email,
  nullif(btrim(concat_ws(' ', btrim(c.firstname), btrim(c.lastname))), '') as client_name,
  o.zone,
  o.score,
  o.last_day,
  o.reason,
  o.set_at,
  o.set_by,
  h.health_score as computed_score,
  h.health_zone as computed_zone
from public.health_overrides_on(@today::date) o
join public.clients c on c.id = o.client_id
left join public.client_health_scores h on h.client_id = o.client_id
left join public.client_emails e on e.client_id = o.client_id and e.is_primary
left join public.client_phones p on p.client_id = o.client_id and p.is_primary
where (@client::uuid is null or o.client_id = @client::uuid)
  and c.merged_into is null
order by o.last_day, o.id
limit @most::int
