-- What was done about clients on this business day and holds, the latest first.
select
  v.id,
  v.item_id as item,
  v.client_id,
  coalesce(nullif(btrim(concat_ws(' ', btrim(c.firstname), btrim(c.lastname))), ''), e.email, p.phone, '') as client_name,
  v.kind,
  v.made_at,
  v.made_by,
  v.until,
  v.due_date,
  v.note
from public.intervention_events v
join public.clients c on c.id = v.client_id
left join public.client_emails e on e.client_id = c.id and e.is_primary
left join public.client_phones p on p.client_id = c.id and p.is_primary
where v.made_on = @today::date
  and v.kind in ('REACHED', 'NO_ANSWER', 'ALL_GOOD', 'AWAY', 'LEFT', 'SNOOZED', 'NOTE')
  and v.undone_at is null
order by v.made_at desc, v.id desc
limit @most::int
