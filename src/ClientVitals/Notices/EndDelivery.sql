-- End an attempt, if it is still of this claim.
update public.notice_deliveries d
set
  state = @state::text,
  last_error = coalesce(@why::text, d.last_error),
  receipt = @receipt::text,
  lease_until = null,
  handed_at = null,
  next_attempt_at = case when @state::text = 'queued' then @next::timestamptz else d.next_attempt_at end,
  finished_at = case when @state::text <> 'queued' then @now::timestamptz end,
  tries = d.tries || jsonb_build_object('at', @now::timestamptz, 'node', d.node, 'came', coalesce(@why::text, @state::text))
where d.id = @id::bigint
  and d.fence = @fence::bigint
  and d.state = 'sending'
