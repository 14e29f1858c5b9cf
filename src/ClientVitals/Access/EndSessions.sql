-- End this account's sessions, but one.
update public.user_sessions s
set ended_at = @now::timestamptz
where s.user_id = @user_id::uuid
  and s.ended_at is null
  and s.expires_at > @now::timestamptz
  and s.id is distinct from @except::uuid
