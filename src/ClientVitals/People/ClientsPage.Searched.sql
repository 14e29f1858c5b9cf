-- Whose name, last name, e-mail or number begins so, in that order, from these places of the four lists on? Names are compared in Latin letters.
-- Each is cut along its own index, from one bound, which lies nowhere before what is searched, and only until the page is full; who was found by
-- one is not found again by a later one.
with by_name as materialized (
  select 1 as found_by, c.latin_name as found_key, '' collate "C" as found_name, c.id
  from public.clients c
  where c.merged_into is null
    and c.latin_name < (@latin::text || chr(1114111)) collate "C"
    and (c.latin_name, c.id) > (@from_name::text collate "C", @from_id::uuid)
    and case @status::text
      when 'FORMER' then c.status = 'ACTIVE' and c.ended_on <= @today::date
      when 'ACTIVE' then c.status = 'ACTIVE' and not coalesce(c.ended_on <= @today::date, false)
      else @status::text is null or c.status = @status::text
    end
    and (@coach::text is null or c.coach_id = (select s.id from public.staff s where lower(s.name) = lower(@coach::text)))
    and (@segment::text is null or c.segment = @segment::text)
  order by c.latin_name, c.id
  limit @most::int
),
by_lastname as materialized (
  select 2 as found_by, c.latin_lastname as found_key, c.latin_name as found_name, c.id
  from public.clients c
  where c.merged_into is null
    and c.latin_lastname < (@latin::text || chr(1114111)) collate "C"
    and (c.latin_lastname, c.latin_name, c.id) > (@from_lastname::text collate "C", @from_its_name::text collate "C", @from_id::uuid)
    and not starts_with(c.latin_name, @latin::text)
    and case @status::text
      when 'FORMER' then c.status = 'ACTIVE' and c.ended_on <= @today::date
      when 'ACTIVE' then c.status = 'ACTIVE' and not coalesce(c.ended_on <= @today::date, false)
      else @status::text is null or c.status = @status::text
    end
    and (@coach::text is null or c.coach_id = (select s.id from public.staff s where lower(s.name) = lower(@coach::text)))
    and (@segment::text is null or c.segment = @segment::text)
  order by c.latin_lastname, c.latin_name, c.id
  limit @most::int - (select count(*) from by_name)
),
by_email as materialized (
  select 3 as found_by, e.email collate "C" as found_key, '' collate "C" as found_name, c.id
  from public.client_emails e
  join public.clients c on c.id = e.client_id
  where e.email ~>=~ @from_email::text
    and e.email ~<~ (@search::text || chr(1114111))
    and e.email is distinct from @after_key::text
    and c.merged_into is null
    and not starts_with(c.latin_name, @latin::text)
    and not coalesce(starts_with(c.latin_lastname, @latin::text), false)
    and not exists (select from public.client_emails o where o.client_id = e.client_id and o.email ~>=~ @search::text and o.email ~<~ e.email)
    and case @status::text
      when 'FORMER' then c.status = 'ACTIVE' and c.ended_on <= @today::date
      when 'ACTIVE' then c.status = 'ACTIVE' and not coalesce(c.ended_on <= @today::date, false)
      else @status::text is null or c.status = @status::text
    end
    and (@coach::text is null or c.coach_id = (select s.id from public.staff s where lower(s.name) = lower(@coach::text)))
    and (@segment::text is null or c.segment = @segment::text)
  order by e.email using ~<~
  limit @most::int - (select count(*) from by_name) - (select count(*) from by_lastname)
),
by_phone as materialized (
  select 4 as found_by, p.phone collate "C" as found_key, '' collate "C" as found_name, c.id
  from public.client_phones p
  join public.clients c on c.id = p.client_id
  where p.phone ~>=~ @from_phone::text
    and p.phone ~<~ (@phone::text || chr(1114111))
    and p.phone is distinct from @after_key::text
    and c.merged_into is null
    and not starts_with(c.latin_name, @latin::text)
    and not coalesce(starts_with(c.latin_lastname, @latin::text), false)
    and not exists (select from public.client_emails o where o.client_id = p.client_id and starts_with(o.email, @search::text))
    and not exists (select from public.client_phones o where o.client_id = p.client_id and o.phone ~>=~ @phone::text and o.phone ~<~ p.phone)
    and case @status::text
      when 'FORMER' then c.status = 'ACTIVE' and c.ended_on <= @today::date
      when 'ACTIVE' then c.status = 'ACTIVE' and not coalesce(c.ended_on <= @today::date, false)
      else @status::text is null or c.status = @status::text
    end
    and (@coach::text is null or c.coach_id = (select s.id from public.staff s where lower(s.name) = lower(@coach::text)))
    and (@segment::text is null or c.segment = @segment::text)
  order by p.phone using ~<~
  limit @most::int - (select count(*) from by_name) - (select count(*) from by_lastname) - (select count(*) from by_email)
),
found as (
  select * from by_name
  union all select * from by_lastname
  union all select * from by_email
  union all select * from by_phone
),
page as materialized (
  select f.found_by, f.found_key, f.found_name, f.id
  from found f
  order by f.found_by, f.found_key, f.found_name, f.id
  limit @most::int
)
select
  l.id,
  coalesce(nullif(btrim(concat_ws(' ', btrim(c.firstname), btrim(c.lastname))), ''), e.email, p.phone, '') as name,
  e.email,
  p.phone,
  s.name as coach,
  c.status,
  c.segment,
  c.started_on,
  c.ended_on,
  case when h.last_pattern_check is not null then h.pattern_status end as pattern_status,
  h.pattern_hold,
  h.pattern_enough_history as enough_history,
  h.pattern_reason,
  h.last_pattern_check as checked_at,
  c.order_name,
  c.created_at,
  l.found_by,
  l.found_key,
  l.found_name
from page l
join public.clients c on c.id = l.id
left join public.client_emails e on e.client_id = l.id and e.is_primary
left join public.client_phones p on p.client_id = l.id and p.is_primary
left join public.staff s on s.id = c.coach_id
left join public.client_health_scores h on h.client_id = l.id
order by l.found_by, l.found_key, l.found_name, l.id
