-- Take this note of the client back, if it was not taken back and is this writer's.
update public.client_notes n
set taken_back_at = @now::timestamptz
where n.id = @note::bigint
  and n.client_id = @client::uuid
  and n.taken_back_at is null
  and (@by::uuid is null or n.written_by_id = @by::uuid)
