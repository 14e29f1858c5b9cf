-- Take this new usual back; an analysis as of an earlier moment still knows it.
update public.call_pattern_new_usuals n
set taken_back_at = greatest(@now::timestamptz, n.said_at)
where n.id = @id::bigint
  and n.taken_back_at is null
