-- Undo of 20260130000030_light_import: the roll-up is kept as before.
create or replace function public.keep_call_rollups() returns trigger
language plpgsql volatile set search_path = '' as $$
declare
  basis public.call_rollup_basis%rowtype;
  came_and_went text := case tg_op
    when 'INSERT' then 'select n.*, 1 as sign from came n'
    when 'DELETE' then 'select o.*, -1 as sign from went o'
    when 'UPDATE' then 'select n.*, 1 as sign from came n union all select o.*, -1 as sign from went o'
  end;
  touched uuid[];
begin
  if tg_op = 'TRUNCATE' then
    delete from public.call_rollups;
    return null;
  end if;
  select * into strict basis from public.call_rollup_basis;

  -- Two writers of one client's calls take turns: the second must merge into what the first has left. The ids go in as an
  -- array, and come back as those that still exist: a join here would be planned by statistics that a bulk load outruns, and
  -- then walk through all calls for each client. Calls that go because their client goes need no merging: the roll-up goes too.
  execute pg_catalog.format('select array(select distinct r.client_id from (%s) r where r.client_id is not null)', came_and_went)
  into touched;
  execute '
    select array(
      select c.id
      from public.clients c
      where c.id = any ($1)
      order by c.id
      for no key update)'
  into touched
  using touched;

  execute pg_catalog.format($merge$
    with changed as (
      select
        r.client_id,
        (r.started_at at time zone $1)::date as day,
        coalesce(sum(r.sign) filter (where r.channel = any ($2) and r.status = any ($3)), 0) as calls,
        coalesce(sum(r.sign) filter (where r.channel = any ($2) and r.status = any ($3) and r.direction = 'OUTBOUND'), 0) as outbound,
        coalesce(sum(r.sign) filter (where r.status in ('NO_ANSWER', 'VOICEMAIL', 'DECLINED') and r.direction <> 'INBOUND'), 0) as attempts
      from (%s) r
      where r.client_id = any ($4)
      group by 1, 2
    ),
    counted as materialized (
      select
        c.client_id,
        extract(year from c.day)::smallint as year,
        (c.day - date '0001-01-01')::bigint as day,
        (c.attempts * (1::bigint << 28) + c.outbound * (1::bigint << 14) + c.calls)::bigint as counts
      from changed c
      where c.calls <> 0 or c.outbound <> 0 or c.attempts <> 0
    ),
    merged as (
      select m.client_id, m.year, m.day, sum(m.counts)::bigint as counts
      from (
        select c.client_id, c.year, c.day, c.counts
        from counted c
        union all
        select u.client_id, u.year, d.packed >> 42, d.packed & ((1::bigint << 42) - 1)
        from (select distinct c.client_id, c.year from counted c) t
        join public.call_rollups u on u.client_id = t.client_id and u.year = t.year
        cross join lateral pg_catalog.unnest(u.days) as d (packed)
      ) m
      group by 1, 2, 3
    ),
    -- A year of which nothing is left has no days.
    packed as materialized (
      select
        m.client_id,
        m.year,
        pg_catalog.array_agg((m.day << 42) | m.counts order by m.day) filter (where m.counts <> 0) as days
      from merged m
      group by 1, 2
    ),
    emptied as (
      delete from public.call_rollups u
      using packed p
      where p.days is null and u.client_id = p.client_id and u.year = p.year
    )
    insert into public.call_rollups (client_id, year, days)
    select p.client_id, p.year, p.days
    from packed p
    where p.days is not null
    order by p.client_id, p.year
    on conflict (client_id, year) do update set days = excluded.days
  $merge$, came_and_went)
  using basis.business_zone, basis.engaged_channels, basis.engaged_statuses, touched;
  return null;
end
$$;
