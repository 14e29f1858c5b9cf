-- Which clients may be one person: the same name in either order, or e-mails that begin alike? Each pair once, the likeliest first.
with named as (
  select
    c.id,
    case
      when lower(btrim(c.firstname)) <= lower(btrim(c.lastname)) then c.order_name
      else (lower(btrim(c.lastname)) || ' ' || lower(btrim(c.firstname))) collate "C"
    end as name
  from public.clients c
  where c.merged_into is null
    and c.status <> 'ARCHIVED'
    and btrim(c.firstname) <> ''
    and btrim(c.lastname) <> ''
),
beginnings as (
  select e.client_id as id, split_part(e.email, '@', 1) as beginning
  from public.client_emails e
  join public.clients c on c.id = e.client_id and c.merged_into is null and c.status <> 'ARCHIVED'
  where length(split_part(e.email, '@', 1)) >= 5
),
alike as (
  select array_agg(n.id order by n.id) as ids, true as same_name
  from named n
  group by n.name
  having count(*) between 2 and 5
  union all
  select array_agg(distinct b.id order by b.id), false
  from beginnings b
  group by b.beginning
  having count(distinct b.id) between 2 and 3
),
pairs as (
  select one.id as one, other.id as other, bool_or(a.same_name) as same_name, bool_or(not a.same_name) as same_address
  from alike a
  cross join lateral unnest(a.ids) as one (id)
  cross join lateral unnest(a.ids) as other (id)
  where one.id < other.id
    and not exists (select from public.not_duplicates d where d.one = one.id and d.other = other.id)
  group by one.id, other.id
  order by (bool_or(a.same_name) and bool_or(not a.same_name)) desc, bool_or(a.same_name) desc, one.id, other.id
  limit @most::int
)
select
  p.same_name, p.same_address,
  p.one, coalesce(nullif(btrim(concat_ws(' ', btrim(c.firstname), btrim(c.lastname))), ''), '') as one_name, ce.email as one_email, cp.phone as one_phone, cs.name as one_coach,
  (select count(*)::int from public.call_records r where r.client_id = p.one) as one_calls,
  (select max(r.started_at) from public.call_records r where r.client_id = p.one) as one_last,
  p.other, coalesce(nullif(btrim(concat_ws(' ', btrim(o.firstname), btrim(o.lastname))), ''), '') as other_name, oe.email as other_email, op.phone as other_phone, os.name as other_coach,
  (select count(*)::int from public.call_records r where r.client_id = p.other) as other_calls,
  (select max(r.started_at) from public.call_records r where r.client_id = p.other) as other_last
from pairs p
join public.clients c on c.id = p.one
join public.clients o on o.id = p.other
left join public.client_emails ce on ce.client_id = p.one and ce.is_primary
left join public.client_emails oe on oe.client_id = p.other and oe.is_primary
left join public.client_phones cp on cp.client_id = p.one and cp.is_primary
left join public.client_phones op on op.client_id = p.other and op.is_primary
left join public.staff cs on cs.id = c.coach_id
left join public.staff os on os.id = o.coach_id
order by (p.same_name and p.same_address) desc, p.same_name desc, p.one, p.other
