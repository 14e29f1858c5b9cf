-- Revoke this key.
update public.api_keys
set revoked_at = @now::timestamptz
where id = @id::uuid
  and revoked_at is null
