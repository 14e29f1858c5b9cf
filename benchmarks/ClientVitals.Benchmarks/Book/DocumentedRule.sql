-- The yardstick: the documented rule over raw calls, written by hand as one statement that writes nothing.
with moment as (
  select
    @as_of::timestamptz as as_of,
    (date_trunc('week', @as_of::timestamptz at time zone @zone::text) at time zone @zone::text) as monday
),
counted as (
  select
    r.client_id,
    count(*) filter (where r.started_at >= m.monday) as this_week,
    count(*) * 7 / 30.0 as usual
  from public.call_records r
  cross join moment m
  where r.started_at >= m.as_of - interval '30 days'
    and r.started_at < m.as_of
    and r.status = 'COMPLETED'
    and r.channel in ('PHONE', 'VIDEO', 'IN_PERSON')
    and r.client_id is not null
  group by r.client_id
),
judged as (
  select
    c.id,
    coalesce(k.this_week, 0) as this_week,
    coalesce(k.usual, 0) as usual,
    case
      when coalesce(k.usual, 0) = 0 then 'NORMAL'
      when 100 * (k.this_week - k.usual) / k.usual < -50 then 'PATTERN_BREAK'
      when 100 * (k.this_week - k.usual) / k.usual < -25 then 'BELOW_PATTERN'
      when 100 * (k.this_week - k.usual) / k.usual > 50 then 'ABOVE_PATTERN'
      else 'NORMAL'
    end as status
  from public.clients c
  left join counted k on k.client_id = c.id
)
select status, count(*), avg(usual) from judged group by status
