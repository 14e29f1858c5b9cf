-- Puts back what a dead sender held, or gives it up where it may have arrived; gives up what waited too long, and what has no channel any more.
update public.notice_deliveries d
set
  state = l.state,
  lease_until = null,
  handed_at = null,
  next_attempt_at = greatest(d.next_attempt_at, @now::timestamptz),
  finished_at = case when l.state = 'dead' then @now::timestamptz end,
  last_error = l.why,
  tries = d.tries || jsonb_build_object('at', @now::timestamptz, 'node', d.node, 'came', l.why)
from (
  select
    s.id,
    case
      when s.is_left and (s.attempts >= @most::int or s.handed_at is not null and s.way <> 'webhook') then 'dead'
      when s.is_left then 'queued'
      else 'dead'
    end as state,
    case
      when s.is_left and s.handed_at is not null and s.way <> 'webhook' then 'the server stopped while sending it; it may have arrived, so it is not sent again by itself'
      when s.is_left and s.attempts >= @most::int then 'the server stopped while sending it; given up after ' || s.attempts || ' attempts'
      when s.is_left then 'the server stopped while sending it'
      when s.is_removed then 'the channel was removed'
      else 'no server could send it for ' || @days::int || ' days'
    end as why
  from (
    select
      o.id,
      o.way,
      o.attempts,
      o.handed_at,
      o.state = 'sending' as is_left,
      c.removed_at is not null as is_removed
    from public.notice_deliveries o
    left join public.notice_channels c on c.id = o.channel_id
    where o.state = 'sending' and o.lease_until < clock_timestamp()
      or o.state in ('queued', 'held') and (o.next_attempt_at < @before::timestamptz or c.removed_at is not null)
    order by o.id
    for update of o skip locked
  ) s
) l
where d.id = l.id
