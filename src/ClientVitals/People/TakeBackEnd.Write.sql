-- Take back this end of the client's relation, or the one that the answer of this moment set; for earlier moments it stays known.
update public.client_status_changes s
set taken_back_at = greatest(@now::timestamptz, s.known_at)
where s.client_id = @client::uuid
  and s.taken_back_at is null
  and (s.id = @end_id::bigint or (s.reason = 'LEFT' and s.known_at = @answered_at::timestamptz))
