-- Answers to this client's episodes.
select a.answered_at, 'answer', a.id, a.answer, a.note, a.answered_by, null::text, null::text, null::text, null::int, a.until, false, null::text
from public.call_pattern_answers a
where a.client_id = @client::uuid
  and a.taken_back_at is null
  and (@show::text is null or @show::text = 'pattern')
