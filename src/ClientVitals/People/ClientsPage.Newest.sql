-- Who are the clients, the newest first, after this place in the list?
with page as materialized (
  select c.*
  from public.clients c
  where c.merged_into is null
    and (@after_moment::timestamptz is null or (c.created_at, c.id) < (@after_moment::timestamptz, @after_id::uuid))
    and case @status::text
      when 'FORMER' then c.status = 'ACTIVE' and c.ended_on <= @today::date
      when 'ACTIVE' then c.status = 'ACTIVE' and not coalesce(c.ended_on <= @today::date, false)
      else @status::text is null or c.status = @status::text
    end
    and (@coach::text is null or c.coach_id = (select s.id from public.staff s where lower(s.name) = lower(@coach::text)))
    and (@segment::text is null or c.segment = @segment::text)
  order by c.created_at desc, c.id desc
  limit @most::int
)
select
  l.id,
  coalesce(nullif(btrim(concat_ws(' ', btrim(l.firstname), btrim(l.lastname))), ''), e.email, p.phone, '') as name,
  e.email,
  p.phone,
  s.name as coach,
  l.status,
  l.segment,
  l.started_on,
  l.ended_on,
  case when h.last_pattern_check is not null then h.pattern_status end as pattern_status,
  h.pattern_hold,
  h.pattern_enough_history as enough_history,
  h.pattern_reason,
  h.last_pattern_check as checked_at,
  l.order_name,
  l.created_at,
  null::int as found_by,
  null::text as found_key,
  null::text as found_name
from page l
left join public.client_emails e on e.client_id = l.id and e.is_primary
left join public.client_phones p on p.client_id = l.id and p.is_primary
left join public.staff s on s.id = l.coach_id
left join public.client_health_scores h on h.client_id = l.id
order by l.created_at desc, l.id desc
