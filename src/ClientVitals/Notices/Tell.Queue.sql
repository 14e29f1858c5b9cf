-- Queue the deliveries of a notice; in the app it is there at once.
insert into public.notice_deliveries (notice_id, user_id, channel_id, way, state, held_for, next_attempt_at, made_at, finished_at)
select
  @notice::bigint,
  q.user_id,
  q.channel_id,
  q.way,
  case when q.way = 'in-app' then 'delivered' when q.held_for is not null then 'held' else 'queued' end,
  q.held_for,
  q.due,
  @now::timestamptz,
  case when q.way = 'in-app' then @now::timestamptz end
from unnest(@users::uuid[], @channels::bigint[], @ways::text[], @held::text[], @due::timestamptz[]) as q (user_id, channel_id, way, held_for, due)
on conflict (notice_id, way, user_id, channel_id) do nothing
returning id
