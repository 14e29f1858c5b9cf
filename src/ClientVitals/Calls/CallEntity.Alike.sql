-- Which calls without an id are told again, in other words? The same client at the same moment is the same call, as long as direction and kind
-- of contact do not speak against it. Each line is one call and each call one line: the likest first, then in their order.
with open_lines as materialized (
  select
    i.*,
    case when i.client_email is not null then e.client_id else p.client_id end as whose
  from incoming i
  left join incoming_emails e on e.email = i.client_email
  left join incoming_phones p on p.phone = i.client_phone
  where i.row_key is not null
    and not exists (select from known k where k.line = i.line)
),
met as materialized (
  select o.line, r.id
  from open_lines o
  join public.call_records r on r.row_key = o.row_key
  union
  select o.line, r.id
  from open_lines o
  join public.call_records r on r.client_id = o.whose and r.started_at = o.started_at
  where r.row_key is not null
  union
  select o.line, r.id
  from open_lines o
  join public.call_records r on r.client_email = o.client_email and r.started_at = o.started_at
  where r.row_key is not null
    and r.client_id is null
  union
  select o.line, r.id
  from open_lines o
  join public.call_records r on r.client_phone = o.client_phone and r.started_at = o.started_at
  where r.row_key is not null
    and r.client_id is null
    and (r.client_email is null or o.client_email is null)
),
compared as (
  select
    m.line,
    m.id,
    r.row_key = o.row_key as is_verbatim,
    coalesce(o.source_order < r.source_order, false) as is_older,
    (
      coalesce(o.client_email, r.client_email), coalesce(o.client_phone, r.client_phone), o.started_at,
      coalesce(o.logged_at, r.logged_at), coalesce(o.direction, r.direction), coalesce(o.channel, r.channel),
      case when o.status = 'UNKNOWN' and r.status <> 'SCHEDULED' then r.status else coalesce(o.status, r.status) end,
      coalesce(o.outcome, r.outcome), coalesce(o.duration_seconds, r.duration_seconds),
      coalesce(o.staff, r.staff), coalesce(o.notes, r.notes), coalesce(o.source_order, r.source_order)
    ) is distinct from (
      r.client_email, r.client_phone, r.started_at, r.logged_at, r.direction, r.channel, r.status, r.outcome,
      r.duration_seconds, r.staff, r.notes, r.source_order
    )
    -- What somebody gave to another client since is theirs to change.
    and (r.client_id is null or r.client_id = o.whose) as changed
  from met m
  join open_lines o on o.line = m.line
  join public.call_records r on r.id = m.id
  where not exists (select from known k where k.id = m.id)
    and (
      r.row_key = o.row_key
      or (
        (o.direction is null or 'UNKNOWN' in (o.direction, r.direction) or o.direction = r.direction)
        -- A telling without a kind of contact was taken for a phone call.
        and (o.channel is null or o.channel = r.channel or (o.channel in ('PHONE', 'VIDEO', 'IN_PERSON', 'UNKNOWN') and r.channel in ('PHONE', 'VIDEO', 'IN_PERSON', 'UNKNOWN')))
      )
    )
),
placed as (
  select
    c.*,
    row_number() over (partition by c.line order by c.is_verbatim desc, c.changed, c.id) as place_of_call,
    row_number() over (partition by c.id order by c.is_verbatim desc, c.changed, c.line) as place_of_line
  from compared c
),
chosen as (
  select distinct on (p.line) p.*
  from placed p
  where p.place_of_call = p.place_of_line
  order by p.line, p.place_of_call
)
select distinct on (c.id)
  c.line,
  c.id,
  c.changed and not c.is_older as changed,
  1 as likeness,
  null::uuid as client_id,
  c.is_older
from chosen c
order by c.id, c.place_of_call
