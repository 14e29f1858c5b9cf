-- For whom an alert of a back-test would have been false, the latest first.
select
  a.client_id,
  coalesce(nullif(btrim(concat_ws(' ', btrim(c.firstname), btrim(c.lastname))), ''), e.email, p.phone, '') as name,
  a.opened_on
from public.back_test_alerts a
join public.clients c on c.id = a.client_id
left join public.client_emails e on e.client_id = c.id and e.is_primary
left join public.client_phones p on p.client_id = c.id and p.is_primary
where a.back_test_id = @run::bigint
  and a.outcome = 'CAME_BACK'
order by a.opened_on desc, c.latin_name, c.id
limit @most::int
