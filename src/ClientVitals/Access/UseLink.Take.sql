-- Use this link up, if nobody has.
update public.user_links l
set used_at = @now::timestamptz
where l.token_hash = @token_hash::bytea
  and l.used_at is null
  and l.superseded_at is null
  and l.expires_at > @now::timestamptz
  and not exists (select from public.users u where u.id = l.user_id and u.disabled_at is not null)
