-- Queue again what was given up, unless its channel is gone.
update public.notice_deliveries d
set
  state = 'queued',
  held_for = null,
  attempts = 0,
  handed_at = null,
  finished_at = null,
  next_attempt_at = @now::timestamptz
where d.state = 'dead'
  and (@id::bigint is null or d.id = @id::bigint)
  and not exists (select from public.notice_channels c where c.id = d.channel_id and c.removed_at is not null)
