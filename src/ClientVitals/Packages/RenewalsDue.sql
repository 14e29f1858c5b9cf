-- Clients whose package runs out within some days, or those whose package ran out, the earliest first, one page after this place in the list.
select
  r.client_id,
  coalesce(e.email, p.phone, r.client_id::text) as client_email,
  coalesce(nullif(btrim(concat_ws(' ', btrim(c.firstname), btrim(c.lastname))), ''), e.email, p.phone, '') as client_name,
  s.name as coach,
  c.segment,
  r.package_id,
  r.kind,
  r.price,
  r.currency,
  r.sessions_left,
  r.sessions_bought,
  r.sessions_per_week,
  r.expires_on,
  r.due_on,
  r.due_on - @today::date as days_until,
  r.due_by,
  r.last_session_on,
  r.counted_at,
  c.order_name
from public.renewals_due(@today::date, @within::int, @overdue_days::int) r
join public.clients c on c.id = r.client_id
left join public.client_emails e on e.client_id = r.client_id and e.is_primary
left join public.client_phones p on p.client_id = r.client_id and p.is_primary
left join public.staff s on s.id = c.coach_id
where (r.due_on < @today::date) = @is_overdue::boolean
  and (@coach::text is null or lower(s.name) = lower(@coach::text))
  and (@segment::text is null or c.segment = @segment::text)
  and (@after_day::date is null or (r.due_on, c.order_name, r.client_id) > (@after_day::date, @after_name::text collate "C", @after_client::uuid))
order by r.due_on, c.order_name, r.client_id
limit @most::int
