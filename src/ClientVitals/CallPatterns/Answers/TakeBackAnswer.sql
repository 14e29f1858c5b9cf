-- Take this answer back, with the pause it entered and the end of the relation it set; for the days before, it stays known.
with gone as (
  update public.call_pattern_answers a
  set taken_back_at = @now::timestamptz
  where a.id = @id::bigint
    and a.taken_back_at is null
  returning a.client_id, a.answer, a.answered_on, a.pause_id, a.ended_before
),
unpaused as (
  update public.client_pauses p
  set superseded_at = @now::timestamptz
  from gone g
  where p.id = g.pause_id
    and p.superseded_at is null
),
back as (
  update public.clients c
  set ended_on = g.ended_before
  from gone g
  where c.id = g.client_id
    and g.answer = 'LEFT'
    and c.ended_on = g.answered_on
)
select count(*)::bigint as id from gone
