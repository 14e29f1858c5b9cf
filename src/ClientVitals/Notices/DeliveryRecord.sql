-- Deliveries by mail and channel, the latest first; or one of them.
select
  d.id,
  n.kind,
  n.subject,
  n.severity,
  n.sentence,
  d.way,
  coalesce(u.name, c.name) as receiver,
  d.state,
  d.attempts,
  d.last_error,
  d.receipt,
  d.made_at,
  d.finished_at,
  d.next_attempt_at
from public.notice_deliveries d
join public.notices n on n.id = d.notice_id
left join public.users u on u.id = d.user_id
left join public.notice_channels c on c.id = d.channel_id
where d.way <> 'in-app'
  and (@id::bigint is null or d.id = @id::bigint)
  and (@state::text is null or d.state = @state::text)
order by d.id desc
limit @most::int
