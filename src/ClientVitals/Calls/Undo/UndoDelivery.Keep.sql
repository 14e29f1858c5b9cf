-- Keep what goes and what is taken back, for a redo. A call that another delivery tells too goes over to it, with what it said before: as if this
-- delivery had never come.
with removed as (
  insert into public.delivery_changes (delivery_id, kind, call_id, after, made_at)
  select
    @delivery::bigint,
    'UNDONE_ADDED',
    r.id,
    to_jsonb(r),
    @now::timestamptz
  from undone_calls u
  join public.call_records r on r.id = u.id
  where u.is_added
    and u.heir_id is null
),
handed_over as (
  insert into public.delivery_changes (delivery_id, kind, call_id, made_at)
  select
    @delivery::bigint,
    'UNDONE_HANDED',
    u.id,
    @now::timestamptz
  from undone_calls u
  where u.is_added
    and u.heir_id is not null
),
corrected as (
  select
    u.id,
    u.heir_id,
    c.before
  from undone_calls u
  join public.delivery_changes c on c.call_id = u.id and c.delivery_id = @delivery::bigint and c.kind = 'CORRECTED'
  where not u.is_added
    and u.heir_id is not null
),
inherited as (
  update public.delivery_changes h
  set before = c.before
  from corrected c
  where h.call_id = c.id
    and h.delivery_id = c.heir_id
    and h.kind = 'CORRECTED'
  returning h.call_id
),
passed_on as (
  insert into public.delivery_changes (delivery_id, kind, call_id, before, made_at)
  select
    c.heir_id,
    'CORRECTED',
    c.id,
    c.before,
    @now::timestamptz
  from corrected c
  where not exists (select from inherited i where i.call_id = c.id)
),
mine as (
  select
    c.id,
    case
      when c.kind = 'CONFIRMED' or u.id is null or u.is_added then 'UNDONE_CONFIRMED'
      when u.heir_id is null then 'UNDONE_CORRECTED'
      else 'UNDONE_HANDED'
    end as kind,
    to_jsonb(r) as call,
    n.before as found
  from public.delivery_changes c
  left join undone_calls u on u.id = c.call_id
  left join public.call_records r on r.id = u.id
  -- What the next one found, before it takes over what this one had found.
  left join public.delivery_changes n on n.call_id = c.call_id and n.delivery_id = u.heir_id and n.kind = 'CORRECTED'
  where c.delivery_id = @delivery::bigint
    and c.kind in ('CORRECTED', 'CONFIRMED')
)
update public.delivery_changes c
set kind = m.kind,
    before = case when m.kind <> 'UNDONE_CONFIRMED' then c.before end,
    after = case m.kind when 'UNDONE_CORRECTED' then m.call when 'UNDONE_HANDED' then m.found end,
    made_at = @now::timestamptz
from mine m
where c.id = m.id
