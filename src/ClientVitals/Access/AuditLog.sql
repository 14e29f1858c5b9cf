-- What was done, by whom, to whom?
with page as (
  select a.*
  from public.audit_log a
  where (@before::bigint is null or a.id < @before::bigint)
    and (@about::text is null or a.who = @about::text or a.subject = @about::text)
  order by a.id desc
  limit @limit::int
),
-- A page names few; each is looked up once.
named as (
  select 'user:' || u.id as ref, u.name
  from public.users u
  where 'user:' || u.id in (select p.who from page p union select p.subject from page p)
  union all
  select 'key:' || k.id, k.name
  from public.api_keys k
  where 'key:' || k.id in (select p.who from page p union select p.subject from page p)
)
select
  p.id,
  p.at,
  p.who,
  w.name as who_name,
  p.action,
  p.subject,
  s.name as subject_name,
  p.details::text as details
from page p
left join named w on w.ref = p.who
left join named s on s.ref = p.subject
order by p.id desc
