-- Take this pause of the client, or of everybody, back; who asks for an earlier moment still knows it.
update public.client_pauses p
set superseded_at = greatest(@now::timestamptz, p.entered_at)
where p.id = @pause::bigint
  and p.client_id is not distinct from @client::uuid
  and p.superseded_at is null
