-- The causes beside the call pattern as they are now: a fall into a worse health zone, a package that runs out, a new coach. Not of clients who are paused, or no
-- longer to be contacted; a fall not of clients about whose call pattern something is to be done already.
create temporary table causes_now on commit drop as
with paused as materialized (
  select distinct p.client_id
  from public.client_pauses p
  where p.superseded_at is null
    and p.starts_on <= @today::date
    and (p.ends_on is null or p.ends_on > @today::date)
),
contactable as materialized (
  select c.id, c.coach_id
  from public.clients c
  where c.status = 'ACTIVE'
    and c.merged_into is null
    and (c.ended_on is null or c.ended_on > @today::date)
    -- A business closure is a pause of all.
    and not exists (select from paused p where p.client_id is null)
    and c.id not in (select p.client_id from paused p where p.client_id is not null)
),
fell as (
  select distinct on (z.client_id) z.*
  from public.client_zone_changes z
  where z.changed_on > @today::date - @zone_days::int
    and z.changed_on <= @today::date
  order by z.client_id, z.changed_on desc, z.id desc
),
renewals as (
  select r.*, r.due_on - @today::date as days
  from public.renewals_due(@today::date, @kept_days::int, @overdue_days::int) r
),
handed as (
  select distinct on (o.client_id) o.*, (o.changed_at at time zone public.business_zone())::date as changed_on
  from public.client_owner_changes o
  where o.changed_at > @now::timestamptz - make_interval(days => @owner_days::int)
    and o.changed_at <= @now::timestamptz
  order by o.client_id, o.changed_at desc, o.id desc
)
select
  f.client_id,
  'ZONE_CHANGE'::text as cause_kind,
  f.id as cause_id,
  f.changed_on as cause_on,
  f.zone_after as cause_status,
  null::integer as days,
  format(
    'Health score fell from %s (%s) on %s to %s (%s).',
    round(f.score_before)::text, lower(f.zone_before), to_char(f.scored_before, 'FMDD Mon'), round(f.score_after)::text, lower(f.zone_after)) as reason,
  case f.zone_after when 'RED' then 1200000 else 1400000 end - (f.score_before - f.score_after) as place
from fell f
join contactable c on c.id = f.client_id
join public.client_health_scores h on h.client_id = f.client_id and h.health_zone = f.zone_after
where f.zone_after in ('RED', 'YELLOW')
  and f.score_after < f.score_before
  and not exists (
    select
    from public.intervention_log i
    where i.client_id = f.client_id
      and i.completed_at is null
      and i.cause_kind in ('EPISODE', 'RANG_IN_VAIN', 'OUTREACH_GAP')
      and i.cause_status is distinct from 'ABOVE_PATTERN')
union all
select
  r.client_id,
  'PACKAGE',
  r.package_id,
  r.due_on,
  case when r.days >= 0 then 'DUE' when r.days > -14 then 'OVERDUE' else 'LAPSED' end,
  r.days,
  case
    when r.days < 0 then format('Package%s ran out on %s and is not renewed.', coalesce(' ' || r.kind, ''), to_char(r.due_on, 'FMDD Mon'))
    when r.due_by = 'SESSIONS' then format(
      'Package%s runs out on about %s: %s sessions left.', coalesce(' ' || r.kind, ''), to_char(r.due_on, 'FMDD Mon'), coalesce(r.sessions_left::text, 'few'))
    else format('Package%s ends on %s.', coalesce(' ' || r.kind, ''), to_char(r.due_on, 'FMDD Mon'))
  end,
  1600000 + r.days
from renewals r
join contactable c on c.id = r.client_id
union all
select
  o.client_id,
  'OWNER_CHANGE',
  o.id,
  o.changed_on,
  'NEW_COACH',
  null,
  format('Went from %s to %s on %s; nobody has talked to them since.', s.name, t.name, to_char(o.changed_on, 'FMDD Mon')),
  1800000 + (@today::date - o.changed_on)
from handed o
join contactable c on c.id = o.client_id and c.coach_id = o.to_coach
join public.staff s on s.id = o.from_coach
join public.staff t on t.id = o.to_coach
where o.from_coach <> o.to_coach
  -- Somebody reached them, or they talked to us, after they were handed over.
  and not exists (
    select
    from public.intervention_events v
    where v.client_id = o.client_id
      and v.kind = 'REACHED'
      and v.undone_at is null
      and v.made_at > o.changed_at)
  and not exists (
    select
    from public.call_rollups r
    cross join unnest(r.days) d (packed)
    where r.client_id = o.client_id
      and r.year >= extract(year from o.changed_on)
      and d.packed & 16383 > 0
      and date '0001-01-01' + (d.packed >> 42)::integer > o.changed_on)
