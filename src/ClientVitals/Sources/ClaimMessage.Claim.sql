-- Is this message the first under its id?
insert into public.received_messages (source, message_id, received_at, sha256)
values (@source::text, @message_id::text, @now::timestamptz, @sha256::text)
on conflict (source, message_id) do nothing
returning true as claimed
