-- End this session, if it has not ended.
update public.user_sessions
set ended_at = @now::timestamptz
where id = @session::uuid
  and ended_at is null
