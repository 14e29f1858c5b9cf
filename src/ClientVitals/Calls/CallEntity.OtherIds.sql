-- Which calls of this file are known by the id of one of their legs, and not by that of the call? An earlier export gave only those of the legs; the
-- call keeps the id it has. One line for each such call: the likest leg first.
with told as (
  select
    i.line,
    i.provider,
    i.provider_call_id,
    i.client_email,
    i.client_phone,
    case when i.client_email is not null then e.client_id else p.client_id end as whose,
    l.id as leg
  from incoming i
  left join incoming_emails e on e.email = i.client_email
  left join incoming_phones p on p.phone = i.client_phone
  cross join lateral string_to_table(i.leg_call_ids, e'\n') as l (id)
  where i.leg_call_ids is not null
),
met as (
  select
    t.line,
    r.id,
    r.provider_call_id,
    row_number() over (partition by t.line order by r.status = 'COMPLETED' desc, r.duration_seconds desc nulls last, r.id) as place_of_call,
    row_number() over (partition by r.id order by t.line) as place_of_line
  from told t
  join public.call_records r
    on r.provider = t.provider
    and r.provider_call_id = t.leg
    and r.source is not distinct from nullif(@source::text, t.provider)
  where (r.client_id = t.whose or r.client_email = t.client_email or (r.client_email is null and t.client_email is null and r.client_phone = t.client_phone))
    and not exists (
      select
      from public.call_records k
      where k.provider = t.provider
        and k.provider_call_id = t.provider_call_id
        and k.source is not distinct from nullif(@source::text, t.provider)
        and (k.client_id = t.whose or k.client_email = t.client_email or (k.client_email is null and t.client_email is null and k.client_phone = t.client_phone)))
)
select
  m.line,
  m.provider_call_id
from met m
where m.place_of_call = 1
  and m.place_of_line = 1
