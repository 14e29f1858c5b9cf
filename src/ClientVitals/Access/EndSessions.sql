-- End this account's sessions: all, all but one, or one.
update public.user_sessions s
set ended_at = @now::timestamptz
where s.user_id = @user_id::uuid
  and s.ended_at is null
  and s.expires_at > @now::timestamptz
  and s.id is distinct from @except::uuid
  and (@only::uuid is null or s.id = @only::uuid)
