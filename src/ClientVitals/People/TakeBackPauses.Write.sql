-- Take these pauses back; who asks for an earlier moment still knows them.
update public.client_pauses p
set superseded_at = greatest(@now::timestamptz, p.entered_at)
where p.id = any (@pauses::bigint[])
  and p.superseded_at is null
