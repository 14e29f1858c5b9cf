-- End the sessions of this account; with the account closed, its links too.
with ended as (
  update public.user_sessions s
  set ended_at = @now::timestamptz
  where s.user_id = @id::uuid
    and s.ended_at is null
)
update public.user_links l
set superseded_at = @now::timestamptz
where @closed::boolean
  and l.user_id = @id::uuid
  and l.used_at is null
  and l.superseded_at is null
