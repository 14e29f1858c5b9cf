-- Whose name, e-mail or number begins so, in the order of their names, after this place in the list?
with found as materialized (
  select c.id from public.clients c
  where c.merged_into is null and c.order_name >= @search::text collate "C" and c.order_name < (@search::text || chr(1114111)) collate "C"
  union
  select c.id from public.clients c
  where c.merged_into is null and c.order_lastname >= @search::text collate "C" and c.order_lastname < (@search::text || chr(1114111)) collate "C"
  union
  select e.client_id from public.client_emails e where e.email ~>=~ @search::text and e.email ~<~ (@search::text || chr(1114111))
  union
  select p.client_id from public.client_phones p where p.phone ~>=~ @search::text and p.phone ~<~ (@search::text || chr(1114111))
),
page as materialized (
  select c.*
  from public.clients c
  where c.merged_into is null
    and (c.order_name, c.id) > (@after_name::text collate "C", @after_id::uuid)
    and (@status::text is null or c.status = @status::text)
    and (@coach::text is null or c.coach_id = (select s.id from public.staff s where lower(s.name) = lower(@coach::text)))
    and c.id in (select f.id from found f)
  order by c.order_name, c.id
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
  h.pattern_reason,
  h.last_pattern_check as checked_at,
  l.order_name
from page l
left join public.client_emails e on e.client_id = l.id and e.is_primary
left join public.client_phones p on p.client_id = l.id and p.is_primary
left join public.staff s on s.id = l.coach_id
left join public.client_health_scores h on h.client_id = l.id
order by l.order_name, l.id
