-- Take back this end of the client's relation; for earlier moments it stays known.
update public.client_status_changes s
set taken_back_at = greatest(@now::timestamptz, s.known_at)
where s.client_id = @client::uuid
  and s.taken_back_at is null
  and s.id = @end_id::bigint
