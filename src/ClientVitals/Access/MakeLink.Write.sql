-- Keep the hash of a new link.
insert into public.user_links (token_hash, purpose, user_id, made_at, made_by, expires_at)
values (@token_hash::bytea, @purpose::text, @user_id::uuid, @now::timestamptz, @who::text, @expires_at::timestamptz)
