-- Which share of the rows that arrived in the last 24 hours matches no client, entity by entity, and which did in the 28 days before?
with counted as (
  select
    d.entity,
    floor(extract(epoch from @now::timestamptz - d.started_at) / 86400)::int as days_ago,
    sum(d.added)::float8 as rows,
    sum(least(d.unmatched, d.added))::float8 as unmatched
  from public.deliveries d
  where d.started_at > @now::timestamptz - interval '29 days'
    and d.started_at <= @now::timestamptz
    and d.state = 'succeeded'
    and d.undone_at is null
  group by 1, 2
),
told as (
  select
    c.entity,
    coalesce(sum(c.rows) filter (where c.days_ago = 0), 0) as rows,
    coalesce(sum(c.unmatched) filter (where c.days_ago = 0), 0) as unmatched,
    count(*) filter (where c.days_ago > 0 and c.rows >= 5) as days,
    (sum(c.unmatched) filter (where c.days_ago > 0)) / nullif(sum(c.rows) filter (where c.days_ago > 0), 0) as usual,
    coalesce(stddev_samp(c.unmatched / nullif(c.rows, 0)) filter (where c.days_ago > 0 and c.rows >= 5), 0) as strays
  from counted c
  group by c.entity
),
judged as (
  select
    t.*,
    greatest(t.strays, sqrt(greatest(t.usual * (1 - t.usual), 0) / nullif(t.rows, 0))) as spread
  from told t
  where t.days >= 14
)
select
  j.entity as subject,
  j.entity as label,
  null::uuid as staff_id,
  case when j.rows >= 20 then j.unmatched / j.rows end as measure,
  j.usual as expected,
  j.spread as dispersion,
  j.usual + greatest(4 * coalesce(j.spread, 1), .10) as enter_at,
  j.usual + greatest(2 * coalesce(j.spread, 1), .04) as leave_at,
  null::text as priority,
  j.rows as number,
  null::text as detail,
  null::text as topic,
  case when j.rows < 20 then 'Fewer than 20 rows arrived in the last 24 hours.' end as why_not
from judged j
order by j.entity
limit 1000
