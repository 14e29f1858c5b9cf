-- Keep the hash of a new key.
insert into public.api_keys (prefix, key_hash, name, kind, user_id, scopes, made_at, made_by, expires_at)
values (@prefix::text, @key_hash::bytea, @name::text, @kind::text, @user_id::uuid, @scopes::text[], @now::timestamptz, @who::text, @expires_at::timestamptz)
returning id
