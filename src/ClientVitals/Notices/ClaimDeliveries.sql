-- Take deliveries that are due; a digest goes with the first of its receiver, which nobody else has then.
with foremost as (
  select
    d.id,
    d.user_id,
    d.held_for
  from public.notice_deliveries d
  left join public.notice_channels c on c.id = d.channel_id
  where d.state in ('queued', 'held')
    and d.way = any (@ways::text[])
    and (case when @only::bigint is null then d.next_attempt_at <= @now::timestamptz else d.id = @only::bigint end)
    and (c.paused_until is null or c.paused_until <= @now::timestamptz or @only::bigint is not null)
    and not (d.held_for is not distinct from 'digest' and exists (
      select
      from public.notice_deliveries e
      where e.user_id = d.user_id and e.held_for = 'digest' and e.state in ('queued', 'held') and e.next_attempt_at <= @now::timestamptz and e.id < d.id))
  order by d.next_attempt_at, d.id
  limit @most::int
  for update of d skip locked
),
taken as (
  select l.id
  from foremost l
  union
  select f.id
  from foremost l
  join public.notice_deliveries f on f.user_id = l.user_id and f.held_for = 'digest' and f.state in ('queued', 'held') and f.next_attempt_at <= @now::timestamptz
  where l.held_for = 'digest'
),
begun as (
  update public.notice_deliveries d
  set
    state = 'sending',
    attempts = d.attempts + 1,
    fence = d.fence + 1,
    node = @node::text,
    handed_at = null,
    lease_until = clock_timestamp() + @lease::interval
  from taken t
  where d.id = t.id
  returning d.*
)
select
  b.id,
  b.fence,
  b.attempts,
  b.way,
  b.held_for,
  b.user_id,
  c.name as channel_name,
  coalesce(case when u.disabled_at is null then u.email end, case when c.kind = 'mail' then c.target end) as email,
  coalesce(u.name, c.name) as name,
  b.message_key,
  n.kind,
  n.subject,
  n.severity,
  n.sentence,
  n.link,
  n.made_at as told_at
from begun b
join public.notices n on n.id = b.notice_id
left join public.users u on u.id = b.user_id
left join public.notice_channels c on c.id = b.channel_id
order by b.id
