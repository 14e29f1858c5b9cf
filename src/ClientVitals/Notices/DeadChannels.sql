-- How many deliveries of each channel, and of the mail to people, were given up since the last that arrived? A channel that is removed is not asked for.
with ways as (
  select
    d.channel_id,
    d.finished_at,
    d.state,
    d.last_error,
    max(d.finished_at) filter (where d.state in ('delivered', 'accepted')) over (partition by d.channel_id) as arrived_at
  from public.notice_deliveries d
  where d.way <> 'in-app'
    and d.finished_at > @now::timestamptz - interval '30 days'
    and d.finished_at <= @now::timestamptz
    and (d.channel_id is not null or d.way = 'mail')
),
counted as (
  select
    w.channel_id,
    count(*) filter (where w.state = 'dead' and (w.arrived_at is null or w.finished_at > w.arrived_at)) as given_up,
    (array_agg(w.last_error order by w.finished_at desc) filter (where w.state = 'dead'))[1] as last_error
  from ways w
  group by w.channel_id
)
select
  coalesce(k.channel_id::text, 'mail') as subject,
  coalesce(c.name, 'mail to people') as label,
  null::uuid as staff_id,
  k.given_up::float8 as measure,
  0::float8 as expected,
  null::float8 as dispersion,
  1::float8 as enter_at,
  0::float8 as leave_at,
  null::text as priority,
  null::float8 as number,
  case when k.given_up > 0 then left(k.last_error, 300) end as detail,
  null::text as topic,
  null::text as why_not
from counted k
left join public.notice_channels c on c.id = k.channel_id
where k.channel_id is null
  or c.removed_at is null
order by 1
limit 1000
