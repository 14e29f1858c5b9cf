-- Take this answer back, with the pause it entered and the end of the relation it set.
with gone as (
  delete from public.call_pattern_answers a
  where a.id = @id::bigint
  returning a.client_id, a.answer, a.answered_on, a.pause_id
),
unpaused as (
  delete from public.client_pauses p
  using gone g
  where p.id = g.pause_id
),
back as (
  update public.clients c
  set ended_on = null
  from gone g
  where c.id = g.client_id
    and g.answer = 'LEFT'
    and c.ended_on = g.answered_on
)
select count(*)::bigint as id from gone
