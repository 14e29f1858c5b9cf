-- What says whether this client is still there: every day with calls, every day away, and the model last learnt of the book.
with silence as materialized (
  select s.scope, s.provider, s.coach_id, s.starts_on, coalesce(s.ends_on, @today::date + 1) as ends_on
  from public.source_silences s
  where s.lifted_at is null
    and s.found_at <= @as_of::timestamptz
),
away as (
  select p.starts_on, p.ends_on
  from public.client_pauses p
  where (p.client_id = @client::uuid or p.client_id is null)
    and p.superseded_at is null
  union all
  select s.starts_on, s.ends_on
  from silence s
  join public.clients c on c.id = @client::uuid
  where s.scope = 'BOOK'
    or (s.scope = 'COACH' and s.coach_id = c.coach_id)
  union all
  -- A client of a source: most of the last three engaged calls before the silence came from it.
  select s.starts_on, s.ends_on
  from silence s
  cross join public.call_rollup_basis b
  cross join lateral (
    select
      count(*) filter (where l.provider is not distinct from s.provider) as of_source,
      count(*) as calls
    from (
      select r.provider
      from public.call_records r
      where r.client_id = @client::uuid
        and r.started_at < s.starts_on::timestamp at time zone @zone::text
        and r.channel = any (b.engaged_channels)
        and r.status = any (b.engaged_statuses)
      order by r.started_at desc
      limit 3
    ) l
  ) l
  where s.scope = 'SOURCE'
    and 2 * l.of_source > l.calls
)
select
  coalesce(h.email, c.id::text) as address,
  c.ended_on,
  (
    select array_agg(d.day order by d.day)
    from public.call_rollups u
    cross join unnest(u.days) as d (day)
    where u.client_id = c.id
  ) as days,
  (
    select array_agg(distinct v.day order by v.day)
    from (
      select ((s.starts_at at time zone @zone::text)::date - date '0001-01-01')::int as day
      from public.sessions s
      where @visits::boolean
        and s.client_id = c.id
        and s.status = 'ATTENDED'
        and s.starts_at < @as_of::timestamptz
        and s.known_at < @as_of::timestamptz
        -- A source counts while it delivers.
        and exists (
          select
          from public.sessions o
          where o.source = s.source
            and o.status = 'ATTENDED'
            and o.client_id is not null
            and o.starts_at >= @as_of::timestamptz - interval '28 days')
    ) v
  ) as visit_days,
  w.away_from,
  w.away_until,
  f.as_of as learnt_at,
  f.r,
  f.alpha,
  f.a,
  f.b,
  f.stages,
  f.calls_per_day,
  f.why_not
from public.clients c
join public.client_health_scores h on h.client_id = c.id
left join (select * from public.dropout_fits k order by k.as_of desc, k.id desc limit 1) f on true
left join (
  select
    array_agg((y.starts_on - date '0001-01-01')::int) as away_from,
    array_agg(coalesce((y.ends_on - date '0001-01-01')::int, 2147483647)) as away_until
  from away y
) w on true
where c.id = @client::uuid
