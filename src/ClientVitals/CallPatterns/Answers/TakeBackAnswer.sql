-- Take this answer back; for the days before, it stays known. What it had changed is undone by what this tells.
update public.call_pattern_answers a
set taken_back_at = @now::timestamptz
where a.id = @id::bigint
  and a.taken_back_at is null
returning a.client_id, a.answer, a.answered_at, a.pause_id
