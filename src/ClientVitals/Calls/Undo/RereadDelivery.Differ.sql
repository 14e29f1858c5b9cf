-- How do the calls of the second reading differ from those of the first? Told apart by client and id, without an id by client and turn.
with was as (
  select
    coalesce(b.client_email, b.client_phone, '') as who,
    coalesce(b.provider || ' ' || b.provider_call_id, '') as call,
    row_number() over (
      partition by coalesce(b.client_email, b.client_phone, ''), coalesce(b.provider || ' ' || b.provider_call_id, '')
      order by b.started_at, b.id
    ) as turn,
    b.started_at,
    concat_ws(e'\x01', b.direction, b.channel, b.status, coalesce(b.outcome, ''), coalesce(b.duration_seconds::text, ''), coalesce(b.staff, ''), coalesce(b.notes, ''), coalesce(b.logged_at::text, '')) as says
  from public.delivery_changes c
  cross join lateral jsonb_populate_record(null::public.call_records, c.after) b
  where c.delivery_id = @was::bigint
    and c.kind in ('UNDONE_ADDED', 'UNDONE_CORRECTED')
),
fresh as (
  select r.id
  from public.call_records r
  where r.delivery_id = @now::bigint
  union
  select c.call_id
  from public.delivery_changes c
  where c.delivery_id = @now::bigint
    and c.kind = 'CORRECTED'
),
told as (
  select
    coalesce(r.client_email, r.client_phone, '') as who,
    coalesce(r.provider || ' ' || r.provider_call_id, '') as call,
    row_number() over (
      partition by coalesce(r.client_email, r.client_phone, ''), coalesce(r.provider || ' ' || r.provider_call_id, '')
      order by r.started_at, r.id
    ) as turn,
    r.started_at,
    concat_ws(e'\x01', r.direction, r.channel, r.status, coalesce(r.outcome, ''), coalesce(r.duration_seconds::text, ''), coalesce(r.staff, ''), coalesce(r.notes, ''), coalesce(r.logged_at::text, '')) as says
  from fresh f
  join public.call_records r on r.id = f.id
)
select
  count(*) filter (where w.who is not null and t.who is not null and w.started_at <> t.started_at) as moved,
  count(*) filter (where w.started_at = t.started_at and w.says <> t.says) as changed,
  count(*) filter (where w.started_at = t.started_at and w.says = t.says) as same,
  count(*) filter (where w.who is null) as added,
  count(*) filter (where t.who is null) as gone
from was w
full join told t on t.who = w.who and t.call = w.call and t.turn = w.turn
