-- A first import spent a tenth of its time on the roll-up, and a posted call most of it: the calls a statement added were read two times, their
-- days counted in numerics, and the statements planned again for each call.

create or replace function public.keep_call_rollups() returns trigger
language plpgsql volatile set search_path = '' set timezone = 'UTC' set enable_hashagg = off as $$
declare
  basis public.call_rollup_basis%rowtype;
  gained public.call_rollups[];
  lost public.call_rollups[];
  held uuid[];
begin
  if tg_op = 'TRUNCATE' then
    delete from public.call_rollups;
    return null;
  end if;
  select * into strict basis from public.call_rollup_basis;
  -- A day of the business zone is then a cast, which asks for the zone once and not for each call. Its own settings end with this function.
  perform pg_catalog.set_config('timezone', basis.business_zone, true);

  -- The days of what came and of what went, each read once, sorted once, and packed as call_rollups is. The next two statements differ in the
  -- only table they read: a statement that is not composed is planned once in a session.
  if tg_op in ('INSERT', 'UPDATE') then
    select pg_catalog.array_agg(row(y.client_id, y.year, y.days)::public.call_rollups)
    into gained
    from (
      select
        d.client_id,
        d.year,
        pg_catalog.array_agg((d.day::bigint << 42) | d.counts order by d.day) as days
      from (
        select
          c.client_id,
          c.year,
          c.day,
          sum(c.counts)::bigint as counts
        from (
          select
            r.client_id,
            pg_catalog.date_part('year', r.started_at::date)::smallint as year,
            r.started_at::date - date '0001-01-01' as day,
            case
              when r.channel = any (basis.engaged_channels) and r.status = any (basis.engaged_statuses)
              then case when r.direction = 'OUTBOUND' then (1 << 14) + 1 else 1 end
              else 0
            end
            + case when r.status in ('NO_ANSWER', 'VOICEMAIL', 'DECLINED') and r.direction <> 'INBOUND' then 1 << 28 else 0 end as counts
          from came r
          where r.client_id is not null
          offset 0
        ) c
        where c.counts > 0
        group by c.client_id, c.year, c.day
      ) d
      group by d.client_id, d.year
    ) y;
  end if;
  if tg_op in ('DELETE', 'UPDATE') then
    select pg_catalog.array_agg(row(y.client_id, y.year, y.days)::public.call_rollups)
    into lost
    from (
      select
        d.client_id,
        d.year,
        pg_catalog.array_agg((d.day::bigint << 42) | d.counts order by d.day) as days
      from (
        select
          c.client_id,
          c.year,
          c.day,
          sum(c.counts)::bigint as counts
        from (
          select
            r.client_id,
            pg_catalog.date_part('year', r.started_at::date)::smallint as year,
            r.started_at::date - date '0001-01-01' as day,
            case
              when r.channel = any (basis.engaged_channels) and r.status = any (basis.engaged_statuses)
              then case when r.direction = 'OUTBOUND' then (1 << 14) + 1 else 1 end
              else 0
            end
            + case when r.status in ('NO_ANSWER', 'VOICEMAIL', 'DECLINED') and r.direction <> 'INBOUND' then 1 << 28 else 0 end as counts
          from went r
          where r.client_id is not null
          offset 0
        ) c
        where c.counts > 0
        group by c.client_id, c.year, c.day
      ) d
      group by d.client_id, d.year
    ) y;
  end if;
  -- Nothing counts otherwise than before: a note was corrected, or a call that does not count was added.
  if gained is not distinct from lost then
    return null;
  end if;

  -- Two writers of one client's calls take turns: the second must merge into what the first has left. The ids go in as an
  -- array, and come back as those that still exist: a join here would be planned by statistics that a bulk load outruns, and
  -- then walk through all calls for each client. Calls that go because their client goes need no merging: the roll-up goes too.
  held := array(
    select c.id
    from public.clients c
    where c.id = any (array(
      select g.client_id from pg_catalog.unnest(gained) g
      union
      select l.client_id from pg_catalog.unnest(lost) l))
    order by c.id
    for no key update);

  with changed as materialized (
    select
      coalesce(g.client_id, l.client_id) as client_id,
      coalesce(g.year, l.year) as year,
      g.days as gained_days,
      l.days as lost_days
    from pg_catalog.unnest(gained) g
    full join pg_catalog.unnest(lost) l on l.client_id = g.client_id and l.year = g.year
    where coalesce(g.client_id, l.client_id) = any (held)
  ),
  -- A year of which nothing is left has no days.
  packed as materialized (
    select
      c.client_id,
      c.year,
      u.days as present,
      case when u.days is null and c.lost_days is null then c.gained_days else (
        select pg_catalog.array_agg((s.day << 42) | s.counts order by s.day)
        from (
          select
            n.packed >> 42 as day,
            sum(n.sign * (n.packed & ((1::bigint << 42) - 1)))::bigint as counts
          from (
            select g.packed, 1 as sign
            from pg_catalog.unnest(c.gained_days) as g (packed)
            union all
            select l.packed, -1
            from pg_catalog.unnest(c.lost_days) as l (packed)
            union all
            select k.packed, 1
            from pg_catalog.unnest(u.days) as k (packed)
          ) n
          group by 1
        ) s
        where s.counts <> 0
      ) end as days
    from changed c
    left join public.call_rollups u on u.client_id = c.client_id and u.year = c.year
  ),
  emptied as (
    delete from public.call_rollups u
    using packed p
    where p.days is null and u.client_id = p.client_id and u.year = p.year
  )
  insert into public.call_rollups (client_id, year, days)
  select p.client_id, p.year, p.days
  from packed p
  where p.days is not null and p.days is distinct from p.present
  order by p.client_id, p.year
  on conflict (client_id, year) do update set days = excluded.days;
  return null;
end
$$;
