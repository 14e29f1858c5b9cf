-- Who are the clients, in the order of their names, after this place in the list?
with listed as (
  select
    c.*,
    lower(btrim(concat_ws(' ', btrim(c.firstname), btrim(c.lastname)))) collate "C" as order_name
  from public.clients c
  where c.merged_into is null
    and (@status::text is null or c.status = @status::text)
    and (@coach::text is null or c.coach_id = (select s.id from public.staff s where lower(s.name) = lower(@coach::text)))
    and (
      @search::text is null
      or starts_with(lower(c.firstname), @search::text)
      or starts_with(lower(c.lastname), @search::text)
      or starts_with(lower(concat_ws(' ', btrim(c.firstname), btrim(c.lastname))), @search::text)
      or c.id in (select e.client_id from public.client_emails e where starts_with(e.email, @search::text))
      or c.id in (select p.client_id from public.client_phones p where starts_with(p.phone, @search::text)))
),
page as materialized (
  select l.*
  from listed l
  where @after_name::text is null or (l.order_name, l.id) > (@after_name::text collate "C", @after_id::uuid)
  order by l.order_name, l.id
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
