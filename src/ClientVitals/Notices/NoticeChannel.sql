-- Channels in use with their health, by name; or one of them.
select
  c.id,
  c.name,
  c.kind,
  c.target,
  c.least_severity,
  c.kinds,
  c.paused_until,
  h.last_success_at,
  (select d.state from public.notice_deliveries d where d.channel_id = c.id and d.state in ('delivered', 'accepted') order by d.finished_at desc, d.id desc limit 1) as last_state,
  f.at as last_error_at,
  f.last_error,
  h.queued,
  h.dead
from public.notice_channels c
cross join lateral (
  select
    max(d.finished_at) filter (where d.state in ('delivered', 'accepted')) as last_success_at,
    (count(*) filter (where d.state in ('queued', 'held', 'sending')))::int as queued,
    (count(*) filter (where d.state = 'dead'))::int as dead
  from public.notice_deliveries d
  where d.channel_id = c.id
) h
left join lateral (
  select
    coalesce(d.finished_at, (d.tries -> -1 ->> 'at')::timestamptz) as at,
    d.last_error
  from public.notice_deliveries d
  where d.channel_id = c.id and d.last_error is not null and d.tries <> '[]'
  order by (d.tries -> -1 ->> 'at')::timestamptz desc, d.id desc
  limit 1
) f on true
where c.removed_at is null
  and (@name::text is null or c.name = @name::text)
order by c.name
limit 50
